//! The words of the desk's services and channels, by which a line heard at the counter is understood.

use std::collections::BTreeMap;

use crate::app::Here;
use crate::domain::heard::HeardAs;
use crate::domain::{Channel, Lang, Names, ServiceKey};
use crate::query::capture::{FieldWord, Lexicon, Purpose, ServiceWords};

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
            let word = |word: String, value: &str, anywhere| FieldWord {
                service: service.key.clone(),
                anywhere,
                field: field.key.clone(),
                value: value.to_owned(),
                word,
            };
            let yes = field.words.iter().map(|yes| word(yes.clone(), "yes", true));
            lexicon.fields.extend(yes);
            for choice in field.kind.choices() {
                let names = both(&choice.names).chain(choice.words.iter().cloned());
                for said in names.filter(|word| tells(word, &choice.key)) {
                    if field.heard == Some(HeardAs::Purpose) {
                        purposes.entry(said).or_default().push(service.key.clone());
                    } else {
                        // 讲座 names the service and its kind.
                        let anywhere = service.aliases.contains(&said);
                        lexicon.fields.push(word(said, &choice.key, anywhere));
                    }
                }
            }
        }
    }
    // A purpose that a service is also called by tells that service: 职称.
    let mut called: BTreeMap<String, ServiceKey> = BTreeMap::new();
    for service in &mut lexicon.services {
        let (purpose, name): (Vec<_>, Vec<_>) = std::mem::take(&mut service.words)
            .into_iter()
            .partition(|word| purposes.contains_key(word));
        called.extend(purpose.into_iter().map(|word| (word, service.key.clone())));
        service.words = name;
    }
    lexicon.purposes = purposes
        .into_iter()
        .map(|(word, services)| Purpose {
            // What several services are asked for tells none of them.
            implies: match services.as_slice() {
                [one] => Some(one.clone()),
                _ => called.get(&word).cloned(),
            },
            word,
        })
        .collect();
    lexicon.channels = Channel::ALL
        .into_iter()
        .map(|channel| {
            let name = here.words.name(channel).into_owned();
            let said = spoken(channel).iter().map(|word| (*word).to_owned());
            (
                channel,
                said.chain([name, channel.key().to_owned()]).collect(),
            )
        })
        .collect();
    lexicon.counted.retain(|word| !word.is_empty());
    lexicon.counted.sort_unstable();
    lexicon.counted.dedup();
    lexicon
}

/// What people say for a channel, whatever the language of the screen.
fn spoken(channel: Channel) -> &'static [&'static str] {
    match channel {
        Channel::Counter => &["柜台", "到馆", "到台", "现场", "walk-in"],
        Channel::Phone => &["电话", "来电", "by phone", "call"],
        Channel::Wechat => &["微信"],
        Channel::Mail => &["邮件", "邮箱", "email", "e-mail", "by email"],
        Channel::Partner => &["馆际", "馆际互借", "兄弟馆", "partner"],
        Channel::Form | Channel::Visit => &[],
    }
}

fn both(names: &Names) -> impl Iterator<Item = String> {
    Lang::ALL.map(|lang| names.get(lang).to_owned()).into_iter()
}
