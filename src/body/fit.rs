//! Cleaned HTML made to fit the content model of HTML.
//!
//! `fit` looks at it as a tree and says how each of its elements has to be written so that the page is valid and no word is
//! lost: as typed, as another element, or not at all, and what must be written around it. It looks at each node once.
//! `tags` has left out before what would end an element of the Markdown around it.

use super::model::{
    BLOCKS, DEFINITIONS, HEADINGS, LINE, LINKS, Model, TABLES, inner, is_heading, is_transparent,
    known, stray, table_stage,
};

/// Stage of a figure that begins with its caption.
const CAPTION_FIRST: u8 = 1;

/// A piece of cleaned HTML.
#[derive(Debug)]
pub(super) enum Node<'c> {
    /// Text.
    Text(&'c str),
    /// The start tag of `element`.
    Start(Element<'c>),
    /// The end tag of the innermost element that is open.
    End,
}

/// What `fit` must know of an element.
#[derive(Debug)]
pub(super) struct Element<'c> {
    pub(super) name: &'c str,
    /// Position of its end tag; its own if it has none.
    pub(super) end: usize,
    /// Which start tag of the raw HTML it is; none of what Markdown has made.
    pub(super) typed: Option<usize>,
    /// Whether it has an id, a language or a direction.
    pub(super) matters: bool,
    /// Whether it is a link.
    pub(super) is_link: bool,
    /// Whether a block is among what it holds.
    pub(super) holds_blocks: bool,
}

/// How an element is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Written {
    AsTyped,
    As(&'static str),
    LeftOut,
}

/// What does not fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Misfit {
    /// It may not stand in the element that is named.
    Within(String),
    /// It may stand only where is said.
    Stray(&'static str),
    /// It stands in a line of text, and holds a block.
    HoldsBlocks,
    /// What this one holds must be in that one.
    Bare(&'static str, &'static str),
    /// It does not begin with the element that is named.
    Lacks(&'static str),
}

/// How cleaned HTML has to be written.
#[derive(Debug, Default)]
pub(super) struct Fitted {
    /// One for each node; of an end tag that of its start tag.
    pub(super) written: Vec<Written>,
    /// Position of a node, and what is written before it, in order.
    pub(super) inserted: Vec<(usize, String)>,
    /// Start tag of the raw HTML, and what is wrong with it; the first for each.
    pub(super) misfits: Vec<(usize, Misfit)>,
}

/// An element that is open.
struct Frame {
    name: &'static str,
    typed: Option<usize>,
    written: Written,
    model: Model,
    /// What may not stand in it.
    barred: u8,
    /// Whether anything stands in it yet.
    is_empty: bool,
    /// How far it is: in a table up to which part, in a list of terms which kind of child was the last.
    stage: u8,
    /// Whether it is added.
    is_added: bool,
}

/// Returns how `nodes` have to be written.
pub(super) fn fit(nodes: &[Node]) -> Fitted {
    let root = Frame {
        name: "",
        typed: None,
        written: Written::AsTyped,
        model: Model::Flow,
        barred: 0,
        is_empty: false,
        stage: 0,
        is_added: false,
    };
    let mut fitting = Fitting {
        nodes,
        open: vec![root],
        last: None,
        fitted: Fitted::default(),
    };
    for (idx, node) in nodes.iter().enumerate() {
        let written = match node {
            Node::Text(text) => {
                if !text.trim().is_empty() {
                    fitting.text(idx);
                }
                Written::AsTyped
            }
            Node::Start(element) => fitting.start(idx, element),
            Node::End => fitting.end(idx),
        };
        fitting.fitted.written.push(written);
    }
    let mut fitted = fitting.fitted;
    fitted.misfits.sort_by_key(|(typed, _)| *typed);
    fitted.misfits.dedup_by_key(|(typed, _)| *typed);
    fitted
}

struct Fitting<'n, 'c> {
    nodes: &'n [Node<'c>],
    open: Vec<Frame>,
    /// The last start tag of the raw HTML.
    last: Option<usize>,
    fitted: Fitted,
}

impl Fitting<'_, '_> {
    fn top(&mut self) -> &mut Frame {
        self.open.last_mut().expect("the root is never closed")
    }

    fn insert(&mut self, idx: usize, html: &str) {
        match self.fitted.inserted.last_mut() {
            Some((last, before)) if *last == idx => before.push_str(html),
            _ => self.fitted.inserted.push((idx, html.to_owned())),
        }
    }

    /// Reports what is wrong with `typed`, or with the nearest tag around it.
    fn report(&mut self, typed: Option<usize>, misfit: Misfit) {
        let around = || self.open.iter().rev().find_map(|frame| frame.typed);
        if let Some(typed) = typed.or_else(around).or(self.last) {
            self.fitted.misfits.push((typed, misfit));
        }
    }

    fn text(&mut self, idx: usize) {
        self.make_room(idx, None);
        self.top().is_empty = false;
    }

    /// Adds the elements that must be around the child that comes now: `name`, or a text.
    fn make_room(&mut self, idx: usize, name: Option<&str>) {
        // Text goes on in what was added for it; a child that needs nothing added ends that.
        let n_added = self
            .open
            .iter()
            .rev()
            .take_while(|frame| frame.is_added)
            .count();
        let first = self.open.len() - n_added;
        let takes = |at: &usize| name.is_some_and(|name| self.open[at - 1].takes(name));
        if let Some(at) = (first..self.open.len()).find(takes) {
            while self.open.len() > at {
                self.end_frame(idx);
            }
        }
        while let Some(added) = self.open.last().and_then(|top| top.needs(name)) {
            let name = self.top().name;
            if !self.top().is_added && !name.is_empty() {
                self.report(None, Misfit::Bare(name, added));
            }
            self.before_child(idx, added);
            self.insert(idx, &format!("<{added}>"));
            self.push(added, None, Written::AsTyped);
            self.top().is_added = true;
        }
    }

    /// Notes that `name` comes in the open element.
    fn before_child(&mut self, idx: usize, name: &str) {
        let top = self.top();
        let (is_first, stage) = (top.is_empty, top.stage);
        top.is_empty = false;
        top.stage = match (top.model, name) {
            (Model::Flow, "figcaption") if is_first => CAPTION_FIRST,
            (Model::Terms | Model::Group, "dt") => 1,
            (Model::Terms | Model::Group, "dd") => 2,
            (Model::Terms, _) => 3,
            (Model::Table, name) => table_stage(name).max(stage),
            _ => stage,
        };
        if matches!(top.model, Model::Terms | Model::Group) && name == "dd" && stage == 0 {
            self.insert(idx, "<dt></dt>");
        }
    }

    fn push(&mut self, name: &'static str, typed: Option<usize>, written: Written) {
        let around = self.top();
        let (outer, barred) = (around.model, around.barred);
        let (model, bars) = match written {
            Written::LeftOut => (outer, 0),
            Written::As("tbody") => (Model::Rows, 0),
            Written::As("span") => (Model::Line, 0),
            Written::As(_) => (Model::Flow, 0),
            Written::AsTyped => inner(name, outer),
        };
        let barred = barred | bars;
        let (is_empty, stage, is_added) = (true, 0, false);
        self.open.push(Frame {
            name,
            typed,
            written,
            model,
            barred,
            is_empty,
            stage,
            is_added,
        });
    }

    fn start(&mut self, idx: usize, element: &Element) -> Written {
        self.last = element.typed.or(self.last);
        self.make_room(idx, Some(element.name));
        let (written, misfit) = self.place(idx, element);
        if let Some(misfit) = misfit {
            self.report(element.typed, misfit);
        }
        let is_block = !LINE.contains(&element.name);
        if written == Written::LeftOut && is_block {
            self.insert(idx, " ");
        }
        let name = match written {
            Written::As(name) => name,
            _ => element.name,
        };
        self.before_child(idx, name);
        if element.end > idx {
            self.push(known(element.name), element.typed, written);
            if element.is_link {
                self.top().barred |= LINKS;
            }
        }
        written
    }

    fn end(&mut self, idx: usize) -> Written {
        while self.top().is_added {
            self.end_frame(idx);
        }
        let top = self.top();
        let (written, name) = (top.written, top.name);
        self.end_frame(idx);
        if written == Written::LeftOut && !LINE.contains(&name) {
            self.insert(idx, " ");
        }
        written
    }

    /// Ends the innermost element before the node at `idx`.
    fn end_frame(&mut self, idx: usize) {
        if self.open.len() == 1 {
            return;
        }
        let Some(frame) = self.open.pop() else { return };
        match frame.model {
            Model::Cells if frame.is_empty => self.insert(idx, "<td></td>"),
            Model::Terms | Model::Group
                if frame.stage == 1 && frame.written != Written::LeftOut =>
            {
                self.insert(idx, "<dd></dd>");
            }
            _ => {}
        }
        if frame.is_added {
            self.insert(idx, &format!("</{}>", frame.name));
        }
    }

    /// Returns how the element at `idx` is written where it stands, and what does not fit.
    fn place(&self, idx: usize, element: &Element) -> (Written, Option<Misfit>) {
        let Some(top) = self.open.last() else {
            return (Written::AsTyped, None);
        };
        let name = element.name;
        let within = |name: &str| Some(Misfit::Within(name.to_owned()));
        let is_line = matches!(top.model, Model::Line | Model::Summary);
        if element.is_link && top.barred & LINKS != 0 {
            return (Written::LeftOut, within("a"));
        }
        if name == "dfn" && top.barred & DEFINITIONS != 0 {
            return (Written::As("span"), within("dfn"));
        }
        if matches!(name, "rt" | "rp") && top.name != "ruby" {
            return (Written::As("span"), Some(Misfit::Stray("in `<ruby>`")));
        }
        if !self.takes(element) {
            let is_first_mistake = top.written == Written::AsTyped;
            let misfit = stray(name).filter(|_| is_first_mistake).map(Misfit::Stray);
            let within = |name| within(name).filter(|_| is_first_mistake);
            return match top.model {
                Model::Table if table_stage(name) > 2 => (Written::As("tbody"), None),
                Model::Flow if !matches!(name, "col" | "colgroup") => (Written::As("div"), misfit),
                _ if is_line && element.matters => (Written::As("span"), within(self.line_name())),
                _ => (Written::LeftOut, within(self.line_name())),
            };
        }
        if is_line {
            return (Written::AsTyped, None);
        }
        let holds_blocks = LINE.contains(&name) && !is_transparent(name) && element.holds_blocks;
        match name {
            _ if holds_blocks => (Written::As("div"), Some(Misfit::HoldsBlocks)),
            "details" if top.barred & LINKS != 0 => (Written::As("div"), within("a")),
            "details" if !self.begins_with(idx, "summary") => {
                (Written::As("div"), Some(Misfit::Lacks("summary")))
            }
            "table" if top.barred & TABLES != 0 => (Written::As("div"), within("caption")),
            "h2" | "h3" | "h4" | "h5" | "h6" if top.barred & HEADINGS != 0 => {
                (Written::As("div"), within(self.heading_bar()))
            }
            _ => (Written::AsTyped, None),
        }
    }

    /// Returns the name of the element that makes what is open a line of text.
    fn line_name(&self) -> &'static str {
        let is_line = |frame: &&Frame| !frame.name.is_empty() && !is_transparent(frame.name);
        self.open
            .iter()
            .rev()
            .find(is_line)
            .map_or("p", |frame| frame.name)
    }

    fn heading_bar(&self) -> &'static str {
        let bars = |frame: &&Frame| matches!(frame.name, "th" | "dt");
        self.open
            .iter()
            .rev()
            .find(bars)
            .map_or("th", |frame| frame.name)
    }

    /// Returns whether `element` may stand in what is open, where it stands there.
    fn takes(&self, element: &Element) -> bool {
        let Some(top) = self.open.last() else {
            return true;
        };
        let is_last = || {
            let blank = |node: &&Node| matches!(node, Node::Text(text) if text.trim().is_empty());
            matches!(
                self.nodes[element.end + 1..]
                    .iter()
                    .find(|node| !blank(node)),
                Some(Node::End)
            )
        };
        match (top.model, element.name) {
            (Model::Table, "tfoot") => top.stage < 5 && is_last(),
            (Model::Flow, "summary") => {
                top.name == "details" && top.written == Written::AsTyped && top.is_empty
            }
            (Model::Flow, "figcaption") => {
                top.name == "figure"
                    && top.written == Written::AsTyped
                    && (top.is_empty || (is_last() && top.stage != CAPTION_FIRST))
            }
            (_, name) => top.takes(name),
        }
    }

    fn begins_with(&self, idx: usize, name: &str) -> bool {
        let blank = |node: &&Node| matches!(node, Node::Text(text) if text.trim().is_empty());
        matches!(
            self.nodes[idx + 1..].iter().find(|node| !blank(node)),
            Some(Node::Start(element)) if element.name == name
        )
    }
}

impl Frame {
    /// Returns whether it may hold the element `name` now.
    fn takes(&self, name: &str) -> bool {
        match self.model {
            Model::Flow => LINE.contains(&name) || BLOCKS.contains(&name),
            Model::Line => LINE.contains(&name),
            Model::Summary => LINE.contains(&name) || is_heading(name),
            Model::List => name == "li",
            Model::Terms => match name {
                "dt" | "dd" => self.stage != 3,
                "div" => matches!(self.stage, 0 | 3),
                _ => false,
            },
            Model::Group => matches!(name, "dt" | "dd"),
            Model::Table => match name {
                "caption" => self.stage == 0,
                "colgroup" => self.stage < 3,
                "thead" => self.stage < 3,
                "tbody" => self.stage < 5,
                _ => false,
            },
            Model::Rows => name == "tr",
            Model::Cells => matches!(name, "td" | "th"),
            Model::Columns => name == "col",
        }
    }

    /// Returns what must be around the child that comes now: `name`, or a text.
    fn needs(&self, name: Option<&str>) -> Option<&'static str> {
        if name.is_some_and(|name| self.takes(name) || matches!(name, "col" | "colgroup")) {
            return None;
        }
        match self.model {
            Model::List => Some("li"),
            Model::Terms if self.stage == 3 => Some("div"),
            Model::Terms | Model::Group => Some("dd"),
            Model::Table if name.is_some_and(|name| table_stage(name) > 2) => None,
            Model::Table => Some("tbody"),
            Model::Rows => Some("tr"),
            Model::Cells => Some("td"),
            Model::Flow | Model::Line | Model::Summary | Model::Columns => None,
        }
    }
}
