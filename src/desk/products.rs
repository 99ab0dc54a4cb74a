//! Knowledge products: their versions and stages.

use super::acts;
use super::command::ProductDraft;
use super::receive::refuse_marked;
use super::work::Work;
use crate::domain::permission::Right;
use crate::domain::product::Stage;
use crate::domain::refusal::Refusal;
use crate::domain::{Arg, Product, ProductId, Request, RequestId, Rev, Uid};
use crate::store::row;

fn apply(product: &mut Product, draft: &ProductDraft) -> Result<(), Refusal> {
    if draft.searcher.is_some() && draft.searcher == draft.reviewer {
        return Err(Refusal::missing("reviewer", "r01-same-person"));
    }
    refuse_marked([&draft.title, &draft.feedback, &draft.note].map(String::as_str))?;
    product.kind = draft.kind.clone();
    product.title = draft.title.trim().to_owned();
    product.in_hands_of = draft.in_hands_of;
    product.searcher = draft.searcher;
    product.reviewer = draft.reviewer;
    product.due = draft.due;
    product.feedback = draft.feedback.trim().to_owned();
    product.note = draft.note.trim().to_owned();
    Ok(())
}

pub fn add(work: &mut Work<'_>, draft: &ProductDraft) -> Result<Product, Refusal> {
    work.may(Right::Work)?;
    if let Some(id) = work.already::<Product>(&draft.uid)? {
        return work.row(id, None);
    }
    let request = work.request(draft.request)?;
    let def = work.service(&request.service)?;
    if def.product(&draft.kind).is_none() {
        return Err(
            Refusal::missing("kind", "no-such-product-kind").with("kind", draft.kind.as_str())
        );
    }
    let mut product = Product {
        id: ProductId(0),
        uid: draft.uid,
        rev: Rev(0),
        request: request.id,
        kind: String::new(),
        title: String::new(),
        version: 1,
        supersedes: None,
        stage: Stage::Draft,
        in_hands_of: None,
        searcher: None,
        reviewer: None,
        number: None,
        due: None,
        delivered_at: None,
        delivered_to: String::new(),
        feedback: String::new(),
        note: String::new(),
        gone: false,
    };
    apply(&mut product, draft)?;
    if product.title.is_empty() {
        product.title.clone_from(&request.title);
    }
    work.save(None, product, Some(request.id))
}

pub fn edit(
    work: &mut Work<'_>,
    id: ProductId,
    rev: Rev,
    draft: &ProductDraft,
) -> Result<Product, Refusal> {
    work.may(Right::Work)?;
    let was: Product = work.row(id.0, Some(rev))?;
    work.request(was.request)?;
    let mut is = was.clone();
    apply(&mut is, draft)?;
    // R12: after a signature only what was heard of it later may be written down.
    let mut later = was.clone();
    later.feedback.clone_from(&is.feedback);
    later.note.clone_from(&is.note);
    later.in_hands_of = is.in_hands_of;
    if was.stage.is_frozen() && is != later {
        return Err(Refusal::rule("r12-frozen"));
    }
    if is == was {
        return Ok(is);
    }
    let request = is.request;
    work.save(Some(&was), is, Some(request))
}

/// What its service calls such a product.
pub(super) fn called(work: &Work<'_>, product: &Product) -> Result<Arg, Refusal> {
    let def = work.service(&work.request(product.request)?.service)?;
    let kind = def.product(&product.kind);
    Ok(kind.map_or_else(
        || product.kind.as_str().into(),
        |kind| kind.names.clone().into(),
    ))
}

pub fn move_to(
    work: &mut Work<'_>,
    id: ProductId,
    rev: Rev,
    to: Stage,
    reason: Option<&str>,
    delivered_to: Option<&str>,
) -> Result<Product, Refusal> {
    work.may(match to {
        Stage::Signed | Stage::Returned => Right::Review,
        _ => Right::Work,
    })?;
    let was: Product = work.row(id.0, Some(rev))?;
    let request = work.request(was.request)?;
    let def = work.service(&request.service)?;
    if !was.stage.may_become(to)
        || (to == Stage::Delivered && was.stage == Stage::Draft && def.review)
    {
        return Err(Refusal::rule("product-step-never"));
    }
    if def.review && to == Stage::InReview {
        acts::is_searched(work, request.id)?;
    }
    // The number and the signature are the case's: nothing of it goes out before.
    if def.review && to == Stage::Issued && !request.status.is_issued() {
        return Err(Refusal::rule("product-case-first").with("number", request.id.0));
    }
    let reason = reason.map(str::trim).filter(|r| !r.is_empty());
    if matches!(to, Stage::Returned | Stage::Void) && reason.is_none() {
        return Err(Refusal::missing("reason", "r21-reason"));
    }
    if to == Stage::Signed
        && (was.searcher == Some(work.me.id) || (def.review && request.owner == Some(work.me.id)))
    {
        return Err(Refusal::rule("r01-own-work"));
    }
    let is = moved(work, &was, &request, to, reason, delivered_to);
    work.save(Some(&was), is, Some(request.id))
}

/// A product at its next stage, with what that stage writes down.
fn moved(
    work: &Work<'_>,
    was: &Product,
    request: &Request,
    to: Stage,
    reason: Option<&str>,
    delivered_to: Option<&str>,
) -> Product {
    let mut is = was.clone();
    is.stage = to;
    match to {
        Stage::InReview => {
            is.searcher = is.searcher.or(Some(work.me.id));
            is.in_hands_of = is.reviewer;
        }
        Stage::Signed => {
            is.reviewer = Some(work.me.id);
            is.in_hands_of = is.searcher;
        }
        Stage::Returned => is.in_hands_of = is.searcher,
        Stage::Issued => is.number.clone_from(&request.number),
        Stage::Delivered => {
            is.delivered_at = Some(work.moment.now);
            is.delivered_to = delivered_to.unwrap_or_default().trim().to_owned();
            is.in_hands_of = None;
        }
        Stage::Draft | Stage::Void => {}
    }
    if let Some(reason) = reason {
        if !is.note.is_empty() {
            is.note.push('\n');
        }
        is.note.push_str(reason);
    }
    is
}

/// Brings the products of a request to the stage its own step means, so that nobody submits, signs,
/// issues or delivers one case twice. Products that stand elsewhere stay there.
pub(super) fn go_along(
    work: &mut Work<'_>,
    request: &Request,
    to: Stage,
    reason: Option<&str>,
    delivered_to: Option<&str>,
) -> Result<(), Refusal> {
    let review = work.service(&request.service)?.review;
    for was in versions(work, request.id)? {
        let skips_review = review && to == Stage::Delivered && was.stage == Stage::Draft;
        let own = to == Stage::Signed && was.searcher == Some(work.me.id);
        if was.stage.may_become(to) && !skips_review && !own {
            let is = moved(work, &was, request, to, reason, delivered_to);
            work.save(Some(&was), is, Some(request.id))?;
        }
    }
    Ok(())
}

/// The next version names the one it corrects; the old one stays as it is.
pub fn new_version(
    work: &mut Work<'_>,
    id: ProductId,
    rev: Rev,
    uid: Uid,
) -> Result<Product, Refusal> {
    work.may(Right::Work)?;
    if let Some(id) = work.already::<Product>(&uid)? {
        return work.row(id, None);
    }
    let was: Product = work.row(id.0, Some(rev))?;
    let request = work.request(was.request)?;
    if !was.stage.is_frozen() {
        return Err(Refusal::rule("product-still-open"));
    }
    let versions: Vec<Product> = versions(work, request.id)?;
    if let Some(newer) = versions
        .iter()
        .find(|p| p.supersedes == Some(was.id) && p.stage != Stage::Void)
    {
        return Err(Refusal::rule("product-has-newer").with("version", i64::from(newer.version)));
    }
    let next = Product {
        id: ProductId(0),
        uid,
        rev: Rev(0),
        version: was.version + 1,
        supersedes: Some(was.id),
        stage: Stage::Draft,
        number: None,
        delivered_at: None,
        delivered_to: String::new(),
        feedback: String::new(),
        reviewer: None,
        ..was
    };
    work.save(None, next, Some(request.id))
}

fn versions(work: &Work<'_>, request: RequestId) -> Result<Vec<Product>, Refusal> {
    Ok(row::select(
        work.db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [request.0],
    )?)
}
