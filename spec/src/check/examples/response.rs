//! Whether an example's answer is one that the spec describes.

use super::Examiner;
use crate::json::{Json, Value};
use crate::kind::Kind;
use crate::model::{Code, ErrorCase, ErrorPlace, Flag, Method, ResultShape, Type};

impl Examiner<'_, '_> {
    pub(super) fn response(&mut self, json: &Json<'_>, method: &Method) {
        let result = json.member("result");
        let inside =
            result.filter(|result| result.member("error").is_some_and(|it| it.member("error").is_some()));
        match (json.member("error"), inside.and_then(|inside| inside.member("error")), result) {
            (Some(code), _, _) => {
                self.error(code, json.member("error_description"), method, ErrorPlace::Top);
            }
            (None, Some(error), _) => {
                let code = error.member("error").unwrap_or(error);
                self.error(code, error.member("error_description"), method, ErrorPlace::Result);
            }
            (None, None, Some(result)) => self.result(result, method),
            (None, None, None) => {
                let message = "the answer has neither `result` nor `error`".to_owned();
                let help = "give the whole answer: `{\"result\": …}`";
                self.report(Kind::ExampleWithoutResult, &json.span, message, help);
            }
        }
    }

    fn result(&mut self, json: &Json<'_>, method: &Method) {
        match &method.result {
            ResultShape::True => self.value("result", json, &Type::Boolean(Flag::Json)),
            ResultShape::Value(ty) => self.value("result", json, ty),
            ResultShape::Member(name, ty) => match json.member(name) {
                Some(member) => self.value(&format!("result.{name}"), member, ty),
                None => {
                    let message =
                        format!("`result` has no `{name}` here, and it is what the spec takes from it");
                    let help = "correct the example, or `result` in the spec";
                    self.report(Kind::ExampleMissingField, &json.span, message, help);
                }
            },
        }
    }

    fn error(&mut self, code: &Json<'_>, text: Option<&Json<'_>>, method: &Method, at: ErrorPlace) {
        let of_code = |case: &&ErrorCase| match (&case.code, &code.value) {
            (Code::Text(known), Value::Text(code)) => known == code,
            (Code::Number(known), Value::Number(code)) => known.to_string() == *code,
            _ => false,
        };
        let cases: Vec<&ErrorCase> = self.family.errors_of(method).filter(of_code).collect();
        if cases.is_empty() {
            let written = match &code.value {
                Value::Text(code) => format!("\"{code}\""),
                Value::Number(code) => (*code).to_owned(),
                _ => code.what().to_owned(),
            };
            let message = format!("`{}` has no error with the code {written}", method.wire_name);
            let help = "name it in the method's `errors`, and describe it in the [error] table";
            return self.report(Kind::ExampleError, &code.span, message, help);
        }
        if !cases.iter().any(|case| case.at == at) {
            let (here, there) = match at {
                ErrorPlace::Top => ("beside `result`", "inside it"),
                ErrorPlace::Result => ("inside `result`", "beside it"),
            };
            let message = format!("the error stands {here} here, and {there} in the spec");
            let help = "correct the example, or `errors_at` or the error's `at` in the spec";
            return self.report(Kind::ExampleErrorText, &code.span, message, help);
        }
        let Some((json, Value::Text(written))) = text.map(|json| (json, &json.value)) else { return };
        if !cases.iter().any(|case| !case.exact || case.message.matches(written)) {
            let texts: Vec<_> = cases.iter().map(|case| format!("`{}`", case.message.template())).collect();
            let message = format!("the spec has another text for this error: {}", texts.join(" or "));
            let help = "correct the example or the `message`, or write `exact = false` if portals differ";
            self.report(Kind::ExampleErrorText, &json.span, message, help);
        }
    }
}
