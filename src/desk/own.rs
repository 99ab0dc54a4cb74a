//! What is one person's own at the desk and stands in no journal: drafts, the place, views; and how columns
//! of ledgers were mapped.

use super::{Desk, Moment};
use crate::domain::refusal::Refusal;
use crate::domain::state_secret;
use crate::store::personal;

impl Desk {
    /// What claims to be a state secret is not kept, nor what was kept of it before the claim was typed.
    pub fn save_draft(&mut self, about: &str, body: &str, moment: &Moment) -> Result<(), Refusal> {
        if state_secret::claimed(body).is_some() {
            return self.drop_draft(about);
        }
        let writing = self.store.write_drafts()?;
        personal::save_draft(
            writing.db(),
            self.me.id,
            about,
            body,
            &moment.now.to_string(),
        )?;
        Ok(writing.commit()?)
    }

    pub fn drop_draft(&mut self, about: &str) -> Result<(), Refusal> {
        let writing = self.store.write_drafts()?;
        personal::drop_draft(writing.db(), self.me.id, about)?;
        Ok(writing.commit()?)
    }

    /// What each draft is about, its text, and when it was left.
    pub fn drafts(&self) -> Result<Vec<(String, String, String)>, Refusal> {
        Ok(personal::drafts(self.store.db(), self.me.id)?)
    }

    pub fn save_place(&mut self, body: &str) -> Result<(), Refusal> {
        let writing = self.store.write_drafts()?;
        personal::save_place(writing.db(), self.me.id, body)?;
        Ok(writing.commit()?)
    }

    pub fn place(&self) -> Result<Option<String>, Refusal> {
        Ok(personal::place(self.store.db(), self.me.id)?)
    }

    pub fn save_view(&mut self, name: &str, search: &str) -> Result<(), Refusal> {
        let writing = self.store.write()?;
        personal::save_view(writing.db(), self.me.id, name, search)?;
        Ok(writing.commit()?)
    }

    pub fn drop_view(&mut self, name: &str) -> Result<(), Refusal> {
        let writing = self.store.write()?;
        personal::drop_view(writing.db(), self.me.id, name)?;
        Ok(writing.commit()?)
    }

    /// One's own views: name and search.
    pub fn views(&self) -> Result<Vec<(String, String)>, Refusal> {
        Ok(personal::views(self.store.db(), self.me.id)?)
    }

    /// How import columns were mapped the last time a file had these headers.
    pub fn mapping(&self, header: &str) -> Result<Option<String>, Refusal> {
        Ok(personal::mapping(self.store.db(), header)?)
    }

    pub fn save_mapping(&mut self, header: &str, body: &str) -> Result<(), Refusal> {
        let writing = self.store.write()?;
        personal::save_mapping(writing.db(), header, body)?;
        Ok(writing.commit()?)
    }
}
