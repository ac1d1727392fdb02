//! Repair of sanitized HTML that violates the content model of HTML.
//!
//! Decides how each element is written so that the page is valid and no word is lost: as typed, as another element, or
//! not at all, and what is inserted around it. Makes one pass over the nodes of `tree`, by the rules in `model`;
//! `sanitize` writes the result. Tags that would end an element of the surrounding Markdown are already gone: see
//! `open_elements`.

use super::elements::{is_flow, is_heading, is_phrasing};
use super::machine_time::is_machine_time;
use super::model::{
    DEFINITIONS, HEADINGS, LINKS, Model, TABLES, inner, is_transparent, only_place, table_stage,
};
use super::tree::{Element, Node};

/// Stage of a figure that begins with its caption, and so may not end with another.
const CAPTION_FIRST: u8 = 1;

/// Form in which a tag is written.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) enum TagForm {
    #[default]
    Typed,
    As(&'static str),
    Omitted,
}

/// Way in which an element violates the content model.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Violation {
    /// It is not allowed inside the named element.
    Within(&'static str),
    /// It is allowed in the named place only.
    Stray(&'static str),
    /// It is phrasing content, but contains a block.
    HoldsBlocks,
    /// Content of the first element must be inside the second.
    Bare(&'static str, &'static str),
    /// It does not begin with the named element.
    Lacks(&'static str),
    /// It contains no child of the named kind.
    HoldsNo(&'static str),
    /// It lacks the named attribute.
    NoAttribute(&'static str),
    /// It is a `<time>` that no machine can read.
    NoTime,
}

/// Instructions for writing sanitized HTML as valid HTML.
#[derive(Debug, Default)]
pub(super) struct HtmlRepair {
    /// One per node; an end tag has the form of its start tag.
    pub forms: Vec<TagForm>,
    /// Index of a node and the HTML to write before it, in ascending order.
    pub inserted: Vec<(usize, String)>,
    /// Event of a raw start tag and its first violation.
    pub violations: Vec<(usize, Violation)>,
}

/// An open element. The default is the root, which contains all of the HTML.
#[derive(Default)]
struct OpenElement {
    name: &'static str,
    typed: Option<usize>,
    form: TagForm,
    model: Model,
    /// Bits of `model` that this element and those around it bar.
    barred: u8,
    /// Whether it has had no child and no text yet.
    is_empty: bool,
    /// Progress, which decides what may come next: in a table the latest part by `table_stage`, in a list of terms the
    /// kind of the last child (1 term, 2 description, 3 group), in a figure [`CAPTION_FIRST`].
    stage: u8,
    /// Whether the repair has inserted it.
    is_added: bool,
}

/// Returns the instructions that make `nodes` valid.
pub(super) fn repair(nodes: &[Node]) -> HtmlRepair {
    let mut repairer = Repairer {
        nodes,
        open: vec![OpenElement::default()],
        last: None,
        repair: HtmlRepair::default(),
    };
    for (idx, node) in nodes.iter().enumerate() {
        let form = match node {
            Node::Start(element) => repairer.start(idx, element),
            Node::End => repairer.end(idx),
            Node::Text(_) | Node::Hole(_) => {
                // White space is allowed everywhere; a wrapper around it would add an empty item to a list.
                if !is_blank(node) {
                    repairer.make_room(idx, None);
                    repairer.top().is_empty = false;
                }
                TagForm::Typed
            }
        };
        repairer.repair.forms.push(form);
    }
    let mut repair = repairer.repair;
    // One message per tag. The sort is stable, so the first violation of each is the one that stays.
    repair.violations.sort_by_key(|(event, _)| *event);
    repair.violations.dedup_by_key(|(event, _)| *event);
    repair
}

struct Repairer<'n, 'c> {
    nodes: &'n [Node<'c>],
    open: Vec<OpenElement>,
    /// Event of the last raw start tag: reported if no open element has an event.
    last: Option<usize>,
    repair: HtmlRepair,
}

impl Repairer<'_, '_> {
    fn top(&mut self) -> &mut OpenElement {
        self.open.last_mut().expect("the root is never closed")
    }

    fn insert(&mut self, idx: usize, html: &str) {
        match self.repair.inserted.last_mut() {
            Some((last, before)) if *last == idx => before.push_str(html),
            _ => self.repair.inserted.push((idx, html.to_owned())),
        }
    }

    /// Reports a violation by the raw tag `typed`, or else by the nearest one around it.
    fn report(&mut self, typed: Option<usize>, violation: Violation) {
        let around = || self.open.iter().rev().find_map(|frame| frame.typed);
        if let Some(typed) = typed.or_else(around).or(self.last) {
            self.repair.violations.push((typed, violation));
        }
    }

    /// Opens the elements that the next child needs around it: the element `name`, or text if `None`.
    fn make_room(&mut self, idx: usize, name: Option<&str>) {
        // Text continues in the wrapper inserted for the text before it; a child that is allowed without it closes it.
        let n_added = self
            .open
            .iter()
            .rev()
            .take_while(|frame| frame.is_added)
            .count();
        let first = self.open.len() - n_added;
        let accepts = |at: &usize| name.is_some_and(|name| self.open[at - 1].accepts(name));
        if let Some(at) = (first..self.open.len()).find(accepts) {
            while self.open.len() > at {
                self.end_frame(idx);
            }
        }
        while let Some(added) = self.open.last().and_then(|top| top.needs(name)) {
            let name = self.top().name;
            // A wrapper inside a wrapper is no second mistake of the author.
            if !self.top().is_added && !name.is_empty() {
                self.report(None, Violation::Bare(name, added));
            }
            self.before_child(idx, added);
            self.insert(idx, &format!("<{added}>"));
            self.push(added, None, TagForm::Typed);
            self.top().is_added = true;
        }
    }

    /// Records that `name` is the next child of the open element.
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
            // A description must follow a term; an empty term is valid and shows nothing.
            self.insert(idx, "<dt></dt>");
        }
    }

    fn push(&mut self, name: &'static str, typed: Option<usize>, form: TagForm) {
        let around = self.top();
        let (outer, barred) = (around.model, around.barred);
        let (model, bars) = match form {
            // Without its tags, its children become children of the element around it.
            TagForm::Omitted => (outer, 0),
            TagForm::As("tbody") => (Model::Rows, 0),
            TagForm::As("span") => (Model::Line, 0),
            TagForm::As(_) => (Model::Flow, 0),
            TagForm::Typed => inner(name, outer),
        };
        self.open.push(OpenElement {
            name,
            typed,
            form,
            model,
            barred: barred | bars,
            is_empty: true,
            ..OpenElement::default()
        });
    }

    fn start(&mut self, idx: usize, element: &Element) -> TagForm {
        self.last = element.event().or(self.last);
        self.make_room(idx, Some(element.name));
        let (form, violation) = self.place(idx, element);
        if let Some(violation) = violation {
            self.report(element.event(), violation);
        }
        let is_block = !is_phrasing(element.name);
        // The tags of a block separate words, so without them a space must.
        if form == TagForm::Omitted && is_block {
            self.insert(idx, " ");
        }
        let name = match form {
            TagForm::As(name) => name,
            _ => element.name,
        };
        self.before_child(idx, name);
        // A void element has no end tag to close it again.
        if element.end > idx {
            self.push(element.name, element.event(), form);
            // Here rather than in `model`, since only the attributes tell a link from `<a name>`.
            if element.is_link() {
                self.top().barred |= LINKS;
            }
        }
        form
    }

    fn end(&mut self, idx: usize) -> TagForm {
        while self.top().is_added {
            self.end_frame(idx);
        }
        let top = self.top();
        let (form, name) = (top.form, top.name);
        self.end_frame(idx);
        if form == TagForm::Omitted && !is_phrasing(name) {
            self.insert(idx, " ");
        }
        form
    }

    /// Ends the innermost element before node `idx`, with the child that it must at least have.
    fn end_frame(&mut self, idx: usize) {
        if self.open.len() == 1 {
            return;
        }
        let Some(frame) = self.open.pop() else { return };
        match frame.model {
            // HTML calls a row without cells a table model error.
            Model::Cells if frame.is_empty => self.insert(idx, "<td></td>"),
            Model::Terms | Model::Group if frame.stage == 1 && frame.form != TagForm::Omitted => {
                self.insert(idx, "<dd></dd>");
            }
            _ => {}
        }
        if frame.is_added {
            self.insert(idx, &format!("</{}>", frame.name));
        }
    }

    /// Returns how the element at `idx` is written inside the open element, and how it violates the content model.
    fn place(&self, idx: usize, element: &Element) -> (TagForm, Option<Violation>) {
        let Some(top) = self.open.last() else {
            return (TagForm::Typed, None);
        };
        let name = element.name;
        let within = |name: &'static str| Some(Violation::Within(name));
        let is_line = matches!(top.model, Model::Line | Model::Summary);
        if element.is_link() && top.barred & LINKS != 0 {
            return (TagForm::Omitted, within("a"));
        }
        if name == "dfn" && top.barred & DEFINITIONS != 0 {
            return (TagForm::As("span"), within("dfn"));
        }
        let is_in_ruby = top.name == "ruby" && top.form == TagForm::Typed;
        if matches!(name, "rt" | "rp") && !is_in_ruby {
            return (TagForm::As("span"), Some(Violation::Stray("in `<ruby>`")));
        }
        if !self.accepts(element) {
            // One mistake, one message: nothing is reported inside an element that is itself written otherwise.
            let is_first_mistake = top.form == TagForm::Typed;
            let violation = only_place(name)
                .filter(|_| is_first_mistake)
                .map(Violation::Stray);
            let within = |name| within(name).filter(|_| is_first_mistake);
            return match top.model {
                Model::Table if table_stage(name) > 2 => (TagForm::As("tbody"), None),
                Model::Flow if !matches!(name, "col" | "colgroup") => {
                    (TagForm::As("div"), violation)
                }
                // A span keeps the id, language or direction, which the page must not lose.
                _ if is_line && element.has_meaning() && element.end > idx => {
                    (TagForm::As("span"), within(self.line_name()))
                }
                _ => (TagForm::Omitted, within(self.line_name())),
            };
        }
        let holds_blocks =
            !is_line && is_phrasing(name) && !is_transparent(name) && element.holds_blocks;
        match name {
            _ if holds_blocks => (TagForm::As("div"), Some(Violation::HoldsBlocks)),
            "time" if !self.is_time(idx, element) => (TagForm::As("span"), Some(Violation::NoTime)),
            "bdo" if element.attribute("dir").is_none() => {
                (TagForm::As("span"), Some(Violation::NoAttribute("dir")))
            }
            "data" if element.attribute("value").is_none() => {
                (TagForm::As("span"), Some(Violation::NoAttribute("value")))
            }
            "ruby" if !self.holds(idx, element, "rt") => {
                (TagForm::As("span"), Some(Violation::HoldsNo("rt")))
            }
            "colgroup" if element.attribute("span").is_none() && !self.begins_with(idx, "col") => {
                (TagForm::Omitted, None)
            }
            // The rules below are about blocks.
            _ if is_line => (TagForm::Typed, None),
            // A link may contain no interactive content.
            "details" if top.barred & LINKS != 0 => (TagForm::As("div"), within("a")),
            "details" if !self.begins_with(idx, "summary") => {
                (TagForm::As("div"), Some(Violation::Lacks("summary")))
            }
            "table" if top.barred & TABLES != 0 => (TagForm::As("div"), within("caption")),
            name if is_heading(name) && top.barred & HEADINGS != 0 => {
                (TagForm::As("div"), within(self.around(&["th", "dt"])))
            }
            _ => (TagForm::Typed, None),
        }
    }

    /// Returns whether a machine can read the `<time>` at `idx`: its `datetime`, or else its text, which must be all it
    /// has.
    fn is_time(&self, idx: usize, element: &Element) -> bool {
        match (
            element.attribute("datetime"),
            &self.nodes[idx + 1..element.end],
        ) {
            (Some(time), _) => is_machine_time(time),
            (None, [Node::Text(text)]) => is_machine_time(text),
            (None, _) => false,
        }
    }

    /// Returns whether a child of the element at `idx` is a `name`; deeper descendants do not count.
    fn holds(&self, idx: usize, element: &Element, name: &str) -> bool {
        let mut at = idx + 1;
        while at < element.end {
            match &self.nodes[at] {
                Node::Start(child) if child.name == name => return true,
                Node::Start(child) => at = child.end + 1,
                _ => at += 1,
            }
        }
        false
    }

    /// Returns the nearest enclosing element that is one of `names`.
    fn around(&self, names: &[&'static str]) -> &'static str {
        let mut around = self.open.iter().rev().map(|frame| frame.name);
        around.find(|name| names.contains(name)).unwrap_or(names[0])
    }

    /// Returns the enclosing element that restricts content to a line of text, for messages.
    fn line_name(&self) -> &'static str {
        let is_line = |frame: &&OpenElement| !frame.name.is_empty() && !is_transparent(frame.name);
        self.open
            .iter()
            .rev()
            .find(is_line)
            .map_or("p", |frame| frame.name)
    }

    /// Returns whether the open element accepts `element` at its position.
    fn accepts(&self, element: &Element) -> bool {
        let Some(top) = self.open.last() else {
            return true;
        };
        let is_last = || matches!(self.next(element.end + 1), Some(Node::End));
        match (top.model, element.name) {
            (Model::Table, "tfoot") => top.stage < 5 && is_last(),
            (Model::Flow, "summary") => {
                top.name == "details" && top.form == TagForm::Typed && top.is_empty
            }
            (Model::Flow, "figcaption") => {
                top.name == "figure"
                    && top.form == TagForm::Typed
                    && (top.is_empty || (is_last() && top.stage != CAPTION_FIRST))
            }
            (_, name) => top.accepts(name),
        }
    }

    /// Returns whether the first child of the element at `idx` is a `name`; white space does not count.
    fn begins_with(&self, idx: usize, name: &str) -> bool {
        matches!(self.next(idx + 1), Some(Node::Start(element)) if element.name == name)
    }

    /// Returns the first node at or after `idx` that is not white space.
    fn next(&self, idx: usize) -> Option<&Node<'_>> {
        self.nodes[idx..].iter().find(|node| !is_blank(node))
    }
}

fn is_blank(node: &Node) -> bool {
    matches!(node, Node::Text(text) if text.trim().is_empty())
}

impl OpenElement {
    /// Returns whether it accepts the element `name` as its next child.
    fn accepts(&self, name: &str) -> bool {
        match self.model {
            Model::Flow => is_phrasing(name) || is_flow(name),
            Model::Line => is_phrasing(name),
            Model::Summary => is_phrasing(name) || is_heading(name),
            Model::List => name == "li",
            // Bare terms or groups: `<dl>` may not contain both.
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

    /// Returns the element that the next child needs around it: the element `name`, or text if `None`.
    fn needs(&self, name: Option<&str>) -> Option<&'static str> {
        // A column fits into no wrapper: `place` omits a misplaced one.
        if name.is_some_and(|name| self.accepts(name) || matches!(name, "col" | "colgroup")) {
            return None;
        }
        match self.model {
            Model::List => Some("li"),
            Model::Terms if self.stage == 3 => Some("div"),
            Model::Terms | Model::Group => Some("dd"),
            // A part that comes too late is written as a `<tbody>` by `place`.
            Model::Table if name.is_some_and(|name| table_stage(name) > 2) => None,
            Model::Table => Some("tbody"),
            Model::Rows => Some("tr"),
            Model::Cells => Some("td"),
            Model::Flow | Model::Line | Model::Summary | Model::Columns => None,
        }
    }
}
