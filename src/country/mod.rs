//! stub
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)] pub struct Country(u16);
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)] pub enum NameVariant { Standard, Short, Variant }
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)] pub struct Region(u16);
impl Country { pub fn from_code(_:&str)->Option<Self>{None} pub fn all()->impl ExactSizeIterator<Item=Country>{(0..1).map(|_:i32|Country(0))} pub fn code(self)->&'static str{""}
pub fn name(self,_:&str,_:NameVariant)->&'static str{""} pub fn nearest(_:&str)->Option<Country>{None} pub fn regions(self)->Vec<Region>{vec![]} }
impl Region { pub fn from_code(_:&str)->Option<Self>{None} pub fn all()->impl ExactSizeIterator<Item=Region>{(0..1).map(|_:i32|Region(0))} pub fn code(self)->&'static str{""} pub fn name(self,_:&str)->&'static str{""} pub fn slug(self)->String{String::new()} pub fn countries(self)->Vec<Country>{vec![]} pub fn parent(self)->Option<Region>{None} pub fn contains(self,_:Country)->bool{false} }
