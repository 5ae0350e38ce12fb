//! The errors that any call can be answered with, before its method's own rules are looked at.

use bitrix_spec::model::{Code, ErrorPlace};

use super::refusal::Refusal;

macro_rules! system_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $http:literal, $message:literal;)*) => {
        /// An error of the system: of the REST interface around all methods, or of the authorisation server.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum SystemCode {
            $($(#[$doc])* $variant,)*
        }

        impl SystemCode {
            pub(in crate::portal) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code on the wire: `QUERY_LIMIT_EXCEEDED`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The HTTP status that comes with it.
            #[must_use]
            pub fn http(self) -> u16 {
                match self { $(Self::$variant => $http,)* }
            }

            /// The error's text; the authorisation server has none for some.
            #[must_use]
            pub fn message(self) -> &'static str {
                match self { $(Self::$variant => $message,)* }
            }

            /// The error of this code, whose case counts: `INVALID_REQUEST` is not `invalid_request`.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

system_codes! {
    /// The server failed.
    InternalServerError = "INTERNAL_SERVER_ERROR", 500, "Internal server error";
    /// The server failed to make an answer.
    UnexpectedAnswer = "ERROR_UNEXPECTED_ANSWER", 500, "Server returned an unexpected response";
    /// Too many calls in too short a time.
    QueryLimitExceeded = "QUERY_LIMIT_EXCEEDED", 503, "Too many requests";
    /// The method has used up its share of the server's time.
    OperationTimeLimit = "OPERATION_TIME_LIMIT", 429, "Method is blocked due to operation time limit.";
    /// The REST interface is blocked by hand.
    OverloadLimit = "OVERLOAD_LIMIT", 503, "REST API is blocked due to overload";
    /// A command of a batch must not be a batch itself.
    BatchMethodNotAllowed = "ERROR_BATCH_METHOD_NOT_ALLOWED", 405, "Method is not allowed for batch usage";
    /// A command is behind the fiftieth of a batch.
    BatchLengthExceeded = "ERROR_BATCH_LENGTH_EXCEEDED", 400, "Max batch length exceeded";
    /// The access token, or the webhook's secret, is missing or wrong.
    NoAuthFound = "NO_AUTH_FOUND", 401, "Wrong authorization data";
    /// The access token was valid once.
    ExpiredToken = "expired_token", 401, "The access token provided has expired.";
    /// The call came by plain http.
    InvalidRequest = "INVALID_REQUEST", 400, "Https required";
    /// The portal's plan does not include the REST interface.
    AccessDenied = "ACCESS_DENIED", 403, "REST API is available only on commercial plans";
    /// The user lacks a permission.
    InvalidCredentials = "INVALID_CREDENTIALS", 403, "Invalid request credentials";
    /// The application has not been given to the user.
    UserAccessError = "user_access_error", 403, "The user does not have access to the application";
    /// The scope of the method is missing.
    InsufficientScope = "insufficient_scope", 403,
        "The request requires higher privileges than provided by the access token";
    /// There is no such manifest.
    ManifestIsNotAvailable = "ERROR_MANIFEST_IS_NOT_AVAILABLE", 404, "Manifest is not available";
    /// No family that the portal knows has the method.
    MethodNotFound = "ERROR_METHOD_NOT_FOUND", 404, "Method not found!";
    /// The portal is no more.
    PortalDeleted = "PORTAL_DELETED", 403, "Portal was deleted";
    /// The portal's subscription has ended; tokens are refused for it too.
    PaymentRequired = "PAYMENT_REQUIRED", 401, "Subscription has been ended";
    /// The authorisation server: the refresh token or the code is wrong, too old, or was used before.
    InvalidGrant = "invalid_grant", 400, "";
    /// The authorisation server: the application's secret is wrong.
    InvalidClient = "invalid_client", 400, "";
    /// The authorisation server: there is no such application. It says so with HTTP 200.
    WrongClient = "wrong_client", 200, "";
    /// The authorisation server: a parameter is missing.
    InvalidTokenRequest = "invalid_request", 400, "";
    /// The authorisation server: more was asked for than the application may have.
    InvalidScope = "invalid_scope", 403, "Given scope exceeds permissions associated with given grant";
}

impl From<SystemCode> for Refusal {
    fn from(error: SystemCode) -> Self {
        Self {
            code: Code::Text(error.code().to_owned()),
            description: error.message().to_owned(),
            at: ErrorPlace::Top,
            http: error.http(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SystemCode;

    #[test]
    fn codes_that_differ_only_in_case_are_told_apart() {
        assert_eq!(SystemCode::from_code("INVALID_REQUEST"), Some(SystemCode::InvalidRequest));
        assert_eq!(SystemCode::from_code("invalid_request"), Some(SystemCode::InvalidTokenRequest));
        assert_eq!(SystemCode::from_code("Invalid_Request"), None);
    }
}
