//! The request whose page is shown, and where the cursor stands in each of its panes.

use crate::desk::look::{Case, ClientCase};
use crate::domain::service::ServiceDef;
use crate::domain::{Product, RequestId, SearchRun, Status, Uid};

use super::client_pane::{Part, parts};
use super::plan::Pane;

/// One row of the overview.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// Title, status, due.
    Head,
    /// What a colleague wrote down as it came from him.
    Handover,
    /// What acceptance still asks for.
    Lacks,
    Expedite,
    Hold,
    /// Until when it is kept.
    Kept,
    /// A field of the service, by its key.
    Field(String),
    /// A field that acceptance still asks for.
    Missing(String),
    Tags,
    /// Index into the talks, newest first.
    Talk(usize),
    Attachment(usize),
    Efforts,
}

#[derive(Clone, Debug, Default)]
pub struct CasePane {
    pub case: Option<Box<Case>>,
    /// The overview of the case, top to bottom.
    pub rows: Vec<Row>,
    /// What the desk knows of the client besides, once it was asked.
    pub client_case: Option<Box<ClientCase>>,
    pub client_parts: Vec<Part>,
    pub overview: usize,
    pub client: usize,
    pub run: usize,
    pub product: usize,
    /// The product just made: the cursor goes to it once it is there.
    pub made: Option<Uid>,
    /// The list moved on: nothing stands here until the cursor rests.
    pub is_passed: bool,
    /// Where the cursor stood in the sections of a request at an earlier console.
    kept: Option<(RequestId, [usize; 4])>,
}

impl CasePane {
    pub fn id(&self) -> Option<RequestId> {
        self.case.as_ref().map(|case| case.request.id)
    }

    /// The case, when it is that of `id`.
    pub fn of(&self, id: RequestId) -> Option<&Case> {
        self.case.as_deref().filter(|case| case.request.id == id)
    }

    pub fn take(&mut self, case: Box<Case>, service: Option<&ServiceDef>) {
        let mut kept = None;
        if self.id() != Some(case.request.id) {
            kept = self.kept.filter(|(id, _)| *id == case.request.id);
            *self = CasePane::default();
        }
        self.rows = rows(&case, service);
        let client = case.client.as_ref().map(|client| client.id);
        self.client_case = self
            .client_case
            .take()
            .filter(|c| Some(c.client.id) == client);
        self.client_parts = parts(&case, self.client_case.as_deref());
        self.case = Some(case);
        if let Some((_, [overview, client, run, product])) = kept {
            (self.overview, self.client) = (overview, client);
            (self.run, self.product) = (run, product);
        }
        self.go_to_made();
        for pane in Pane::ALL {
            self.step(pane, 0);
        }
    }

    fn go_to_made(&mut self) {
        let products = self.case.as_ref().map_or(&[][..], |case| &case.products);
        let at = products.iter().position(|p| Some(p.uid) == self.made);
        if let Some(at) = at {
            self.product = at;
            self.made = None;
        }
    }

    pub fn take_client(&mut self, client: Box<ClientCase>) {
        let Some(case) = self.case.as_deref() else {
            return;
        };
        if case.client.as_ref().map(|client| client.id) == Some(client.client.id) {
            self.client_parts = parts(case, Some(&client));
            self.client_case = Some(client);
            self.step(Pane::Client, 0);
        }
    }

    /// The cursors of the four sections, for when this request is on the page again.
    pub fn return_to(&mut self, id: RequestId, sections: [usize; 4]) {
        self.kept = Some((id, sections));
    }

    pub fn pass_by(&mut self) {
        *self = CasePane {
            is_passed: true,
            ..CasePane::default()
        };
    }

    pub fn clear(&mut self) {
        *self = CasePane::default();
    }

    pub fn len(&self, pane: Pane) -> usize {
        let Some(case) = self.case.as_deref() else {
            return 0;
        };
        match pane {
            Pane::List => 0,
            Pane::Overview => self.rows.len(),
            Pane::Client => self.client_parts.len(),
            Pane::Runs => case.runs.len(),
            Pane::Products => case.products.len(),
        }
    }

    pub fn cursor(&self, pane: Pane) -> usize {
        match pane {
            Pane::List => 0,
            Pane::Overview => self.overview,
            Pane::Client => self.client,
            Pane::Runs => self.run,
            Pane::Products => self.product,
        }
    }

    pub fn step(&mut self, pane: Pane, steps: i64) {
        let last = self.len(pane).saturating_sub(1) as i64;
        let to = (self.cursor(pane) as i64)
            .saturating_add(steps)
            .clamp(0, last.max(0));
        let to = usize::try_from(to).unwrap_or(0);
        match pane {
            Pane::List => {}
            Pane::Overview => self.overview = to,
            Pane::Client => self.client = to,
            Pane::Runs => self.run = to,
            Pane::Products => self.product = to,
        }
    }

    pub fn current_run(&self) -> Option<&SearchRun> {
        self.case.as_ref()?.runs.get(self.run)
    }

    pub fn current_product(&self) -> Option<&Product> {
        self.case.as_ref()?.products.get(self.product)
    }
}

/// The overview's rows, top to bottom: what the form asks for first, then what was said, then the rest
/// of the form. `service` tells the form's order.
fn rows(case: &Case, service: Option<&ServiceDef>) -> Vec<Row> {
    let mut rows = vec![Row::Head];
    if case.handover.is_some() {
        rows.push(Row::Handover);
    }
    if !case.lacks.is_empty() {
        rows.push(Row::Lacks);
    }
    if case.expedite.is_some() {
        rows.push(Row::Expedite);
    }
    if case.request.held().is_some() {
        rows.push(Row::Hold);
    }
    if case.kept.as_ref().is_some_and(|kept| kept.value.is_some()) {
        rows.push(Row::Kept);
    }
    let filled = &case.request.fields;
    let asked = service.map_or(&[][..], |service| service.fields.as_slice());
    let before = matches!(
        case.request.status,
        Status::Draft | Status::Submitted | Status::Deferred | Status::WaitingClient
    );
    for field in asked.iter().filter(|field| field.required) {
        if filled.contains_key(&field.key) {
            rows.push(Row::Field(field.key.clone()));
        } else if before && case.lacks.contains(&field.key) {
            rows.push(Row::Missing(field.key.clone()));
        }
    }
    let optional = asked.iter().filter(|field| !field.required);
    let optional = optional.filter(|field| filled.contains_key(&field.key));
    rows.extend(optional.map(|field| Row::Field(field.key.clone())));
    // Of a form that asked for more in its day.
    let unknown = filled
        .keys()
        .filter(|key| asked.iter().all(|f| f.key != **key));
    rows.extend(unknown.cloned().map(Row::Field));
    if !case.request.tags.is_empty() {
        rows.push(Row::Tags);
    }
    rows.extend((0..case.attachments.len()).map(Row::Attachment));
    rows.extend((0..case.talks.len()).map(Row::Talk));
    if !case.efforts.is_empty() {
        rows.push(Row::Efforts);
    }
    rows
}
