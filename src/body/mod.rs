//! stub
use crate::{source::{SourcePath,Span},diag::Checked};
pub const MAX_BODY:usize=1<<20;
#[derive(Clone, Debug, Default, PartialEq, Hash)] pub struct Body { pub main: Html, pub notes: Vec<Note>, pub citations: Vec<usize>, pub links: Vec<Link>, pub images: Vec<Image>, pub headings: Vec<Heading>, pub anchors: Vec<String>, pub lead: String, pub words: usize }
#[derive(Clone, Debug, Default, PartialEq, Hash)] pub struct Html { pub text:String }
#[derive(Clone, Debug, PartialEq, Hash)] pub struct Heading { pub text:String, pub id:String, pub level:u8, pub span:Span}
#[derive(Clone, Debug, PartialEq, Hash)] pub struct Note { pub label: String, pub html: Html, pub n_refs: usize, pub span: Span }
#[derive(Clone, Debug, PartialEq, Hash)] pub struct Link { pub target: Target, pub span: Span, pub text: String }
#[derive(Clone, Debug, PartialEq, Hash)] pub struct Image { pub target: Target, pub alt: String, pub title: String, pub span: Span }
#[derive(Clone, Debug, PartialEq, Hash)] pub enum Target { External(String), Scheme{ kind: LinkKind, slug: String, fragment: Option<String> }, Wiki{ slug: String, kind: Option<LinkKind>, fragment: Option<String> }, Absolute{path:String, fragment:Option<String>}, Relative{path:String, fragment:Option<String>}, Fragment(String) }
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)] pub enum LinkKind { Brief, Topic, Country, Person, Organization, Storyline, Publisher, Edition }
impl std::fmt::Display for LinkKind { fn fmt(&self,f:&mut std::fmt::Formatter<'_>)->std::fmt::Result{f.write_str("x")}}
impl std::str::FromStr for LinkKind { type Err=(); fn from_str(_:&str)->Result<Self,()>{Err(())}}
pub struct Options<'a> { pub path:&'a SourcePath, pub base: usize, pub citations: &'a [String], pub quotes: Option<Quotes>, pub lead_ins: &'a [String] }
pub use crate::locale::Quotes;
pub fn parse(_:&str,_:&Options)->Checked<Body>{Checked::ok(Body::default())}
pub struct Fill<'a> { pub links: &'a [LinkFill], pub images: &'a [String], pub marks: Marks }
pub enum LinkFill { To{href:String, title: String}, External(String), Plain{title:String} }
#[derive(Clone,Copy,PartialEq)] pub enum Marks { Page, Feed }
pub fn stitch(h:&Html,_:&Body,_:&Fill)->String{h.text.clone()}
/// x
pub fn target(_:&str)->Target{todo!()}
impl Target { /// x
 pub fn written(&self)->String{todo!()} }
