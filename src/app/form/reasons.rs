//! The reasons a desk gives most often, offered by number so that a decision costs two keys.

use super::prompt::Wish;

/// Keys of the usual reasons for a decision; none where each case has its own.
pub fn usual(wish: &Wish) -> &'static [&'static str] {
    match wish {
        Wish::Decline => &[
            "form-reason-decline-scope",
            "form-reason-decline-materials",
            "form-reason-decline-private",
        ],
        Wish::Wait => &[
            "form-reason-wait-list",
            "form-reason-wait-points",
            "form-reason-wait-name",
            "form-reason-wait-payment",
        ],
        Wish::Return => &[
            "form-reason-return-search",
            "form-reason-return-comparison",
            "form-reason-return-wording",
        ],
        Wish::Defer => &[
            "form-reason-defer-later",
            "form-reason-defer-load",
            "form-reason-defer-material",
        ],
        Wish::DuplicateOf | Wish::MergeInto => {
            &["form-reason-same-twice", "form-reason-same-followup"]
        }
        Wish::ReferOut => &["form-reason-refer-scope", "form-reason-refer-holds"],
        Wish::Withdraw => &["form-reason-withdraw-client", "form-reason-withdraw-late"],
        Wish::Cancel => &["form-reason-cancel-error", "form-reason-cancel-silent"],
        Wish::Close => &["form-reason-close-told", "form-reason-close-silent"],
        Wish::Reopen => &["form-reason-reopen-mistake", "form-reason-reopen-news"],
        Wish::LeaveOut(_) => &[
            "form-reason-leave-subject",
            "form-reason-leave-object",
            "form-reason-leave-method",
            "form-reason-leave-range",
            "form-reason-leave-kind",
        ],
        Wish::Object => &["form-reason-object-missing", "form-reason-object-wording"],
        _ => &[],
    }
}
