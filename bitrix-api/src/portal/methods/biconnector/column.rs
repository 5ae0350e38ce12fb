//! Names of the storage's columns: a field's name in capitals, `urlCheck` as `URL_CHECK`.

/// The column of a field: an underscore before every capital but the first character.
pub(in crate::portal) fn name(field: &str) -> String {
    let mut column = String::with_capacity(field.len() + 4);
    for (at, c) in field.char_indices() {
        if at > 0 && c.is_ascii_uppercase() {
            column.push('_');
        }
        column.push(c.to_ascii_uppercase());
    }
    column
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_are_split_at_capitals() {
        for (field, column) in [
            ("title", "TITLE"),
            ("urlTableList", "URL_TABLE_LIST"),
            ("Name", "NAME"),
            ("NAME", "N_A_M_E"),
            ("", ""),
        ] {
            assert_eq!(name(field), column);
        }
    }
}
