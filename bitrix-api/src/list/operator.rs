//! Which comparisons an entity's lists know, as traits that the macros implement.

/// An entity whose lists can be filtered.
pub trait Filtered {
    /// Whether conditions can be put into groups.
    const GROUPS: bool;
}

macro_rules! operators {
    ($($(#[$attribute:meta])+ $name:ident;)+) => {
        $(
            $(#[$attribute])+
            #[diagnostic::on_unimplemented(label = "the server cannot filter these lists so")]
            pub trait $name: Filtered {}
        )+
    };
}

operators! {
    /// `=`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `=`")]
    Equal;
    /// `!=`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `!=`")]
    NotEqual;
    /// `>`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `>`")]
    Above;
    /// `>=`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `>=`")]
    AtLeast;
    /// `<`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `<`")]
    Below;
    /// `<=`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `<=`")]
    AtMost;
    /// `@`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `@`")]
    OneOf;
    /// `!@`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `!@`")]
    NoneOf;
    /// `%`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `%`")]
    Contains;
    /// `!%`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `!%`")]
    NotContains;
    /// `%=`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `%=`")]
    Like;
    /// `!%=`
    #[diagnostic::on_unimplemented(message = "the lists of `{Self}` have no operator `!%=`")]
    NotLike;
}

/// Groups of conditions, joined by `logic`.
#[diagnostic::on_unimplemented(
    message = "the lists of `{Self}` know no `or`",
    label = "all conditions of a filter hold together here",
    note = "make two lists, or take the values of one field together by `one_of`"
)]
pub trait Groups: Filtered {}
