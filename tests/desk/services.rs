//! A service that a desk adds by a file of its own, without a line of code, and all that are shipped.

use refdesk::desk::command::{ClientChoice, NewRequest, ProductDraft, Target};
use refdesk::desk::{Act, Command, Desk};
use refdesk::domain::product::Stage;
use refdesk::domain::{Channel, ServiceKey, Status, Uid};
use refdesk::settings::Settings;
use serde_json::json;

use super::bench::{Bench, person};

const BINDING: &str = include_str!("../common/binding.toml");

#[test]
fn a_service_added_by_toml_alone_is_worked_to_closed() {
    let mut bench = Bench::new();
    let config = tempfile::tempdir().unwrap();
    std::fs::create_dir(config.path().join("services")).unwrap();
    std::fs::write(config.path().join("services/binding.toml"), BINDING).unwrap();
    bench.settings = Settings::load(Some(config.path())).unwrap();
    bench.desk = Desk::open(&bench.path, bench.settings.clone(), Some("zhang")).unwrap();

    let id = bench
        .does(&Command::Receive(Box::new(NewRequest {
            uid: Uid::now_v7(),
            service: ServiceKey::new("binding"),
            title: "博士论文装订".into(),
            client: ClientChoice::New(Box::new(person("王五"))),
            channel: Channel::Counter,
            received_at: None,
            count: Some(6),
            wanted: None,
            fields: serde_json::Map::new(),
            tags: Vec::new(),
            secrecy: Default::default(),
            heard: None,
            origin: None,
        })))
        .request
        .unwrap();
    assert_eq!(bench.refuses(id, Act::Accept), "service-r22-fields-missing");
    let mut patch = refdesk::desk::command::RequestPatch::default();
    patch.fields.insert("cover".into(), json!("velvet"));
    let wrong = bench.tries(&Command::On {
        target: Target::newest(id),
        act: Act::Edit(Box::new(patch.clone())),
    });
    assert!(wrong.is_err(), "only what the file names may be chosen");
    patch.fields.insert("cover".into(), json!("hard"));
    bench.acts(id, Act::Edit(Box::new(patch)));
    bench.acts(id, Act::Accept);
    let due = bench.case(id).request.due.unwrap().on;
    let calendar = bench.settings.calendar();
    assert_eq!(calendar.workdays_between(bench.today, due), 4);
    bench.acts(id, Act::Begin);
    assert_eq!(bench.case(id).request.stage.as_deref(), Some("glueing"));
    assert_eq!(bench.refuses(id, Act::Submit), "service-step-not-on-path");
    bench.does(&Command::AddProduct(Box::new(ProductDraft {
        uid: Uid::now_v7(),
        request: id,
        kind: "volume".into(),
        title: String::new(),
        in_hands_of: None,
        searcher: None,
        reviewer: None,
        due: None,
        feedback: String::new(),
        note: String::new(),
    })));
    let product = bench.case(id).products.pop().unwrap();
    bench.does(&Command::MoveProduct {
        product: product.id,
        rev: product.rev,
        to: Stage::Delivered,
        reason: None,
        delivered_to: Some("王五".into()),
    });
    bench.acts(
        id,
        Act::Deliver {
            to: "王五".into()
        },
    );
    assert_eq!(bench.refuses(id, Act::Close { reason: None }), "r21-reason");
    bench.acts(
        id,
        Act::Close {
            reason: Some("已取走".into()),
        },
    );
    assert_eq!(bench.status(id), Status::Closed);
    assert_eq!(bench.finds("svc:装订"), [id.0]);
    bench.is_well();
}

#[test]
fn a_request_of_every_shipped_service_is_worked_to_closed() {
    let mut bench = Bench::new();
    let settings = bench.settings.clone();
    let services: Vec<String> = settings
        .service_names()
        .map(|head| head.key.to_string())
        .collect();
    assert_eq!(services.len(), 20);
    for service in services {
        bench.sit("li");
        let id = bench.receives(&service, "固态电池", "王五");
        bench.acts(id, Act::Accept);
        bench.acts(id, Act::Claim);
        let mut end = Status::Closed;
        for _ in 0..8 {
            let def = settings.service(&ServiceKey::new(&service)).unwrap();
            let Some(next) = def.next_status(bench.case(id).request.status) else {
                break;
            };
            let (who, act) = match next {
                Status::InProgress => ("li", Act::Begin),
                Status::InReview => ("li", Act::Submit),
                Status::Signed => ("zhao", Act::Sign),
                Status::Issued => ("li", Act::Issue),
                Status::Delivered => (
                    "li",
                    Act::Deliver {
                        to: "王五".into()
                    },
                ),
                Status::Closed => (
                    "li",
                    Act::Close {
                        reason: Some("完成".into()),
                    },
                ),
                _ => break,
            };
            bench.sit(who);
            if next == Status::InReview {
                bench.works(id);
            }
            if next == Status::Issued && def.number.is_some() && service == "novelty" {
                // Without the station's code no number can be made, and nothing is issued without one.
                assert_eq!(bench.refuses(id, act), "service-code-not-set");
                bench.sit("zhao");
                bench.acts(
                    id,
                    Act::Return {
                        reason: "待设代码".into(),
                    },
                );
                bench.sit("li");
                bench.acts(id, Act::Begin);
                bench.acts(
                    id,
                    Act::Withdraw {
                        reason: "改由别馆出具".into(),
                    },
                );
                end = Status::Withdrawn;
                break;
            }
            bench.acts(id, act);
        }
        assert_eq!(bench.status(id), end, "{service}");
    }
    bench.is_well();
}
