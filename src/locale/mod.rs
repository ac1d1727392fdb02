//! stub
use jiff::civil::{Date,Time};
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)] pub struct Locale(u16);
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)] pub enum Direction { Ltr, Rtl }
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)] pub enum Plural { One, Other }
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)] pub struct Quotes { pub open:&'static str, pub close:&'static str, pub alt_open:&'static str, pub alt_close:&'static str }
pub fn is_well_formed(_:&str)->bool{true}
impl Locale { pub fn of(_:&str)->Locale{Locale(0)} pub fn direction(self)->Direction{Direction::Ltr} pub fn date(self,_:Date)->String{String::new()} pub fn date_short(self,_:Date)->String{String::new()} pub fn month_year(self,_:i16,_:i8)->String{String::new()} pub fn time(self,_:Time)->String{String::new()} pub fn datetime(self,_:Date,_:Time)->String{String::new()} pub fn number(self,_:i64)->String{String::new()} pub fn quotes(self)->crate::body::Quotes{todo!()} pub fn plural(self,_:u64)->Plural{Plural::One} }
