//! Writer of compiled pages: what the generated code calls to output text, messages, cards and parts.

use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Tera, Value};

use super::parts::PartCache;
use super::plan::{NativePlan, PartPlan};
use crate::hash::{Hash, HashedMap};
use crate::page::view::{CardView, ListsView, SiteView, TemplateContext};
use crate::render::cards::COMPONENT;
use crate::render::messages::{Key, Messages, Part, push_escaped};
use crate::shared_view::SharedView;

/// Cards of briefs as HTML, by the hash of the view and the element of the headline.
#[derive(Debug, Default)]
pub(in crate::render) struct CardCache(Mutex<HashedMap<Arc<str>>>);

/// A page in the making, with what its language offers.
pub(in crate::render) struct Writer<'a> {
    pub html: String,
    pub plan: &'a NativePlan,
    pub site: &'a SiteView,
    pub lists: &'a ListsView,
    pub messages: &'a Messages,
    pub cards: &'a CardCache,
    pub parts: &'a PartCache,
    /// The engine, where the site has templates of its own.
    pub tera: Option<&'a Tera>,
}

impl<'a> Writer<'a> {
    pub(super) fn site(&self) -> &'a SiteView {
        self.site
    }

    pub(super) fn lists(&self) -> &'a ListsView {
        self.lists
    }

    pub(super) fn html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.html, text);
    }

    pub(super) fn number(&mut self, number: i64) {
        write!(self.html, "{number}").expect("a text can be appended to");
    }

    /// Returns the place from which [`Writer::cut`] takes what is written next.
    pub(super) fn mark(&self) -> usize {
        self.html.len()
    }

    /// Takes back what was written since `mark`.
    pub(super) fn cut(&mut self, mark: usize) -> String {
        self.html.split_off(mark)
    }

    /// Outputs a message.
    pub(super) fn say(&mut self, key: Key, parts: &[(&str, Part<'_>)]) -> Option<()> {
        self.messages.write(key, parts, &mut self.html)
    }

    /// Returns a message: HTML if one of `parts` is.
    pub(super) fn message(&self, key: Key, parts: &[(&str, Part<'_>)]) -> Option<String> {
        self.messages.format(key, parts)
    }

    /// Outputs the card of `brief`; `draw` makes it for the first page of the language that shows it.
    pub(super) fn card(
        &mut self,
        brief: &SharedView<CardView>,
        heading: &str,
        draw: fn(&mut Writer<'_>, &SharedView<CardView>, &str) -> Option<()>,
    ) -> Option<()> {
        let key = Hash::of(&(brief.hash(), heading));
        let lock = || self.cards.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().get(&key).cloned();
        if let Some(card) = known {
            self.html.push_str(&card);
            return Some(());
        }
        let start = self.mark();
        if self.plan.draws_cards {
            draw(self, brief, heading)?;
        } else {
            let mut context = Context::new();
            context.insert_value("brief", Value::from_serializable(brief));
            context.insert_value("heading", Value::from(heading));
            let card = self.tera?.render_component(COMPONENT, &context, None, true);
            self.html.push_str(&card.ok()?);
        }
        let card = Arc::from(&self.html[start..]);
        self.cards
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, card);
        Some(())
    }

    /// Outputs the part `name` of the frame, compiled or, where the site has replaced it, by the engine.
    pub(super) fn part(&mut self, name: &'static str, context: &TemplateContext) -> Option<()> {
        match self.plan.part(name)? {
            PartPlan::Compiled(part) => (part.draw)(self, context),
            PartPlan::Interpreted(inputs) => {
                self.parts
                    .write((name, inputs), self.tera?, context, &mut self.html)
            }
        }
    }
}
