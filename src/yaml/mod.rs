//! stub
mod fields;
pub use fields::{Fields, Item, Field};
/// x
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum Node { /// n
Null, /// t
Text(String), /// l
List(Vec<Node>), /// m
Map(Vec<(String, Node)>) }
/// x
pub fn parse(_:&crate::source::SourcePath,_:&str,_:usize)->crate::diag::Checked<Option<Node>>{crate::diag::Checked::ok(None)}
pub use fields::slug_reason;
/// x
pub struct Parts { pub front: std::ops::Range<usize>, pub body: std::ops::Range<usize> }
/// x
pub fn split(_:&crate::source::SourcePath,_:&str)->Result<Parts,Box<crate::diag::Diagnostic>>{todo!()}
