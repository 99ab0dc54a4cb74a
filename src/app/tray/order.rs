//! An arrival as a new request: the full form, filled in as far as the file says it, for a person to look
//! over. The file goes with the request once that is there.

use crate::domain::{Arg, Refusal, RequestId, Sentence};
use crate::intake::order::{Order, Read};
use crate::intake::tray::Filed;
use crate::keys::Action;

use super::super::App;
use super::super::asked::For;
use super::super::form::{Form, Known, RequestForm};
use super::super::forming::Filling;
use super::super::layer::Layer;
use super::super::notices::Mood;
use super::TrayChore;

impl App {
    /// Reads the card's file for the form.
    pub(super) fn read_arrival(&mut self, file: Filed) {
        if self.has_whole_form_aside() {
            return self.refuse(
                Sentence::new("tray-form-waits"),
                Some(("cure-whole-form", Action::FullForm)),
            );
        }
        if let Some(Layer::Arrival(card)) = self.layers.last_mut() {
            card.waits = true;
        }
        self.tray_chore(For::Chore, TrayChore::Read(file));
    }

    /// The file was read, or could not be: the form opens in any case, and says which.
    pub(in crate::app) fn take_order(&mut self, file: Filed, read: Result<Order, Refusal>) {
        let Some(Layer::Arrival(card)) = self.layers.last_mut() else {
            return;
        };
        if card.file != file {
            return;
        }
        card.waits = false;
        self.changed = true;
        let (order, notice) = match read {
            Ok(order) => {
                let notice = self.told_of(&order);
                (order, notice)
            }
            // What is a secret does not come in under another name.
            Err(refusal) if refusal.said.key == "state-secret" => {
                return self.refuse(refusal.said, None);
            }
            Err(refusal) => (Order::default(), refusal.said),
        };
        let known = Known {
            service: order.service,
            title: order.title,
            client_name: order.client_name,
            client_unit: order.client_unit,
            client_phone: order.client_phone,
            client_email: order.client_email,
            channel: order.channel,
            count: order.count,
            wanted: order.wanted.map(|on| crate::domain::request::Due {
                on,
                at: None,
                provisional: false,
            }),
            fields: order.fields,
            heard: order.note,
            ..Known::default()
        };
        let mut form = RequestForm::new((self.here.new_uid)(), known, &self.here);
        form.sheet.notice = Some(notice);
        let likely = form.ask_likely_client();
        let form = Form::Request(Box::new(form));
        let mut filling = Filling::new(form, Action::FullForm, self.focus, None);
        filling.take_as_written();
        filling.arrival = Some(file);
        self.show_form(filling);
        if let Some(look) = likely {
            self.ask(For::Form, look);
        }
    }

    /// How much was read, and what is missing.
    fn told_of(&self, order: &Order) -> Sentence {
        let key = match (order.read, order.lacking.is_empty()) {
            (Read::File, _) => "order-file",
            (Read::List, _) => "order-list",
            (Read::Mail, true) => "order-mail",
            (Read::Mail, false) => "order-mail-lacks",
            (Read::Form, true) => "order-form",
            (Read::Form, false) => "order-form-lacks",
        };
        let lacking: Vec<Arg> = order
            .lacking
            .iter()
            .take(6)
            .cloned()
            .map(Arg::from)
            .collect();
        Sentence::new(key)
            .with("filled", order.filled)
            .with("count", order.count.map_or(0, i64::from))
            .with("parts", order.parts)
            .with("lacking", lacking)
    }

    /// The form's request is there: its file follows.
    pub(in crate::app) fn file_follows(&mut self, file: Option<Filed>, request: Option<RequestId>) {
        match (file, request) {
            (Some(file), Some(request)) if self.tray.files.contains(&file) => {
                self.attach_to_new(file, request);
            }
            (Some(file), _) => {
                let said = Sentence::new("tray-file-left").with("file", file.name);
                self.say(Mood::Warning, said);
            }
            (None, _) => {}
        }
    }
}
