//! The tests' own readers over real files: they must see what is in them before anything is proved
//! with them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use common::xes::{self, Case};

fn events(cases: &[Case]) -> usize {
    cases.iter().map(|case| case.events.len()).sum()
}

#[test]
fn a_case_keeps_its_events_and_header_defaults_are_none() {
    let cases = xes::parse(
        r#"<log>
          <global scope="event">
            <date key="time:timestamp" value="1970-01-01T00:00:00+01:00"/>
            <string key="concept:name" value="UNKNOWN"/>
          </global>
          <float key="average" value="1"><string key="concept:name" value="nested"/></float>
          <trace>
            <string key="concept:name" value="Case &lt;1&gt;"/>
            <event>
              <string key="concept:name" value="Accepted"/>
              <string key="lifecycle:transition" value="In Progress"/>
              <string key="org:resource" value="Åsa"/>
              <date key="time:timestamp" value="2012-10-09T16:50:17.500+02:00"/>
            </event>
            <event/>
          </trace>
        </log>"#,
    );
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0].name, "Case <1>");
    assert_eq!(events(&cases), 2);
    let event = &cases[0].events[0];
    assert_eq!(
        (event.name.as_str(), event.lifecycle.as_str()),
        ("Accepted", "In Progress")
    );
    assert_eq!(event.resource, "Åsa");
    assert_eq!(event.at, "2012-10-09T14:50:17.5Z".parse().unwrap());
}

#[test]
fn the_help_desk_log_is_read_whole() {
    let Some(corpora) = common::corpora() else {
        return;
    };
    let cases = xes::read(&corpora.join("queue/helpdesk.xes.gz"));
    assert_eq!((cases.len(), events(&cases)), (4580, 21348));
    assert!(
        cases.iter().flat_map(|case| &case.events).all(|event| {
            !event.name.is_empty() && event.at > "2000-01-01T00:00:00Z".parse().unwrap()
        }),
        "every event has a name and a time of its own"
    );
}

#[test]
fn the_problem_management_log_is_read_whole() {
    let Some(corpora) = common::corpora() else {
        return;
    };
    let cases = xes::read(&corpora.join("queue/06_bpic2013_closed.xes.gz"));
    assert_eq!((cases.len(), events(&cases)), (1487, 6660));
    assert!(
        cases.iter().flat_map(|case| &case.events).all(|event| {
            !event.lifecycle.is_empty() && event.at > "2000-01-01T00:00:00Z".parse().unwrap()
        }),
        "every event has a transition and a time of its own"
    );
}
