//! Multipart forms, as browsers send them where a form may have files.

use url::form_urlencoded::byte_serialize;

/// The boundary between the parts of a body of this type, if it is such a form.
pub(super) fn boundary(content_type: &str) -> Option<String> {
    let mut params = content_type.split(';').map(str::trim);
    params.next().filter(|kind| kind.eq_ignore_ascii_case("multipart/form-data"))?;
    // Without one there are no parts.
    Some(params.find_map(|param| value_of(param, "boundary")).unwrap_or_default().to_owned())
}

/// The fields of such a form as a query string has them. Files are not among them, as little as among PHP's parameters.
pub(super) fn query(body: &[u8], boundary: &str) -> String {
    if boundary.is_empty() {
        return String::new();
    }
    // A boundary is a line of its own, and may be the first.
    let body = [b"\r\n", body].concat();
    let boundary = format!("\r\n--{boundary}");
    let parts = split(&body, boundary.as_bytes());
    let fields: Vec<String> = parts.skip(1).filter_map(field).collect();
    fields.join("&")
}

/// A part as a parameter, if it is one.
fn field(part: &[u8]) -> Option<String> {
    const END_OF_HEAD: &[u8] = b"\r\n\r\n";
    let end = find(part, END_OF_HEAD)?;
    let (head, value) = (String::from_utf8_lossy(&part[..end]), &part[end + END_OF_HEAD.len()..]);
    let disposition = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then_some(value)
    })?;
    let param = |name: &str| disposition.split(';').find_map(|param| value_of(param.trim(), name));
    let name = param("name").filter(|_| param("filename").is_none())?;
    let written = |bytes| byte_serialize(bytes).collect::<String>();
    Some(format!("{}={}", written(name.as_bytes()), written(value)))
}

/// The value in `name="value"`.
fn value_of<'p>(param: &'p str, name: &str) -> Option<&'p str> {
    let (known, value) = param.split_once('=')?;
    known.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"'))
}

fn split<'b>(bytes: &'b [u8], at: &[u8]) -> impl Iterator<Item = &'b [u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let end = find(bytes, at);
        rest = end.map(|end| &bytes[end + at.len()..]);
        Some(&bytes[..end.unwrap_or(bytes.len())])
    })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::{boundary, query};

    #[test]
    fn fields_are_read_and_files_are_not() {
        let kind = "Multipart/Form-Data; charset=utf-8; boundary=\"--x\"";
        let body = "----x\r\nContent-Disposition: form-data; name=\"fields[title]\"\r\n\r\nAnna & co\r\n\
                    ----x\r\nContent-Type: text/plain\r\ncontent-disposition: form-data; name=file; filename=\"a\"\
                    \r\n\r\nhush\r\n----x\r\nContent-Disposition: form-data; name=\"auth\"\r\n\r\na\r\n--\
                    \r\n----x--\r\n";
        let boundary = boundary(kind).expect("it is such a form");
        assert_eq!(query(body.as_bytes(), &boundary), "fields%5Btitle%5D=Anna+%26+co&auth=a%0D%0A--");
    }

    #[test]
    fn what_is_no_form_of_parts_has_no_fields() {
        assert_eq!(boundary("application/json"), None);
        assert_eq!(boundary("multipart/form-data").as_deref(), Some(""));
        for body in
            ["", "a=1", "--x", "--x\r\n\r\n", "--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--"]
        {
            assert_eq!(query(body.as_bytes(), "x"), "", "{body:?}");
        }
        assert_eq!(query(b"a=1", ""), "");
    }
}
