//! The portal's one user, in whose name all calls are made.

use crate::php::{Array, Value};
use crate::portal::authorisation::USER;

/// `user.current`.
pub(super) fn current() -> Value {
    let departments: Array = [Value::Int(1)].into_iter().collect();
    let members = [
        ("ID", Value::from(USER.to_string())),
        ("ACTIVE", Value::Bool(true)),
        ("NAME", Value::from("John")),
        ("LAST_NAME", Value::from("Smith")),
        ("EMAIL", Value::from("john.smith@portal.example")),
        ("LAST_LOGIN", Value::from("2024-07-23T08:07:26+00:00")),
        ("DATE_REGISTER", Value::from("2024-07-22T00:00:00+00:00")),
        ("IS_ONLINE", Value::from("Y")),
        // Without an offset, unlike the other two.
        ("LAST_ACTIVITY_DATE", Value::from("2024-07-23 08:08:50")),
        ("PERSONAL_GENDER", Value::from("")),
        ("PERSONAL_BIRTHDAY", Value::from("")),
        ("WORK_POSITION", Value::from("")),
        ("UF_EMPLOYMENT_DATE", Value::from("")),
        ("UF_DEPARTMENT", departments.into()),
    ];
    members.into_iter().collect::<Array>().into()
}

/// `profile`: the part of it that takes no scope.
pub(super) fn profile() -> Value {
    let members = [
        ("ID", Value::from(USER.to_string())),
        ("ADMIN", Value::Bool(true)),
        ("NAME", Value::from("John")),
        ("LAST_NAME", Value::from("Smith")),
        ("PERSONAL_GENDER", Value::from("")),
        ("TIME_ZONE", Value::from("")),
    ];
    members.into_iter().collect::<Array>().into()
}
