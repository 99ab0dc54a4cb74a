//! The words of the desk's services and channels, by which a line heard at the counter is understood.

use std::collections::BTreeMap;

use crate::app::Here;
use crate::domain::field::FieldKind;
use crate::domain::{Channel, Lang, Names, ServiceKey};
use crate::query::capture::{FieldWord, Lexicon, Purpose, ServiceWords};

/// The field in which services ask what for.
pub const PURPOSE: &str = "purpose";

/// "Other" says nothing in a heard line, and single characters say too much.
fn tells(word: &str, key: &str) -> bool {
    key != "other" && word.chars().count() > 1
}

pub fn lexicon(here: &Here) -> Lexicon {
    let mut lexicon = Lexicon {
        units: here.settings.desk().units.clone(),
        ..Lexicon::default()
    };
    let mut purposes: BTreeMap<String, Vec<ServiceKey>> = BTreeMap::new();
    for service in here.settings.services().filter(|s| s.active) {
        lexicon.services.push(ServiceWords {
            key: service.key.clone(),
            words: both(&service.names)
                .chain(both(&service.short))
                .chain(service.aliases.iter().cloned())
                .filter(|word| !word.is_empty())
                .collect(),
        });
        lexicon.counted.extend(both(&service.unit));
        for field in &service.fields {
            let FieldKind::Choice(choices) = &field.kind else {
                continue;
            };
            for choice in choices {
                for word in both(&choice.names).filter(|word| tells(word, &choice.key)) {
                    if field.key == PURPOSE {
                        purposes.entry(word).or_default().push(service.key.clone());
                    } else {
                        lexicon.fields.push(FieldWord {
                            field: field.key.clone(),
                            value: choice.key.clone(),
                            word,
                        });
                    }
                }
            }
        }
    }
    lexicon.purposes = purposes
        .into_iter()
        .map(|(word, services)| Purpose {
            word,
            // What several services are asked for tells none of them.
            implies: match services.as_slice() {
                [one] => Some(one.clone()),
                _ => None,
            },
        })
        .collect();
    lexicon.channels = Channel::ALL
        .into_iter()
        .map(|channel| {
            let name = here.words.name(channel).into_owned();
            (channel, vec![name, channel.key().to_owned()])
        })
        .collect();
    lexicon.counted.retain(|word| !word.is_empty());
    lexicon.counted.sort_unstable();
    lexicon.counted.dedup();
    lexicon
}

fn both(names: &Names) -> impl Iterator<Item = String> {
    Lang::ALL.map(|lang| names.get(lang).to_owned()).into_iter()
}
