//! The endpoints of external systems: the trait of whoever answers at them.

use bitrix_spec::model::{Asked, Endpoint, EndpointAnswer, EndpointParam, Type};
use proc_macro2::TokenStream;
use quote::quote;

use super::{Expansion, docs, ident, join, local};

fn lists(endpoint: &Endpoint) -> Option<&str> {
    match &endpoint.answer {
        EndpointAnswer::List { object, .. } => Some(object),
        EndpointAnswer::Any | EndpointAnswer::Rows => None,
    }
}

impl Expansion<'_> {
    /// Whether an endpoint's answer can be or hold something of which `wanted` is true.
    pub(super) fn answered(&self, wanted: &dyn Fn(&Type) -> bool) -> bool {
        self.family
            .endpoints
            .iter()
            .filter_map(lists)
            .any(|object| self.family.holds(&Type::Object(object.to_owned()), wanted))
    }

    /// The trait, what its functions take, and what makes endpoints of it.
    pub(super) fn hosted(&self) -> Option<TokenStream> {
        let endpoints = &self.family.endpoints;
        if endpoints.is_empty() {
            return None;
        }
        let name = &self.family.name;
        let host_doc = docs::lines(&format!(
            "Whoever answers at the endpoints of `{name}`. [`endpoints`] makes a router of it.\n\nA portal calls with the \
             settings of a source, and takes any status but 200 for a failure."
        ));
        let doc = docs::lines(&format!("The endpoints of `{name}`, answered by a host."));
        let functions = endpoints.iter().map(|endpoint| self.function(endpoint));
        let queries = endpoints.iter().filter_map(|endpoint| self.query(endpoint));
        let answers = endpoints.iter().map(|endpoint| self.answer(endpoint));
        Some(quote! {
            #host_doc
            pub trait Host: __::Send + __::Sync + 'static {
                /// The settings that each source fills in, and that each call brings.
                type Connection: __::ConnectionSettings;

                #(#functions)*
            }

            #(#queries)*

            #doc
            #[must_use = "endpoints do nothing until a server has their router"]
            pub fn endpoints<H: Host>(host: H) -> __::Endpoints<H> {
                __::Endpoints::new(host)#(#answers)*
            }
        })
    }

    fn function(&self, endpoint: &Endpoint) -> TokenStream {
        let name = ident(&endpoint.rust_name());
        let meaning = endpoint.doc.clone().unwrap_or_else(|| "Answers a call.".to_owned());
        let (output, rule) = match &endpoint.answer {
            EndpointAnswer::Any => (quote!(()), ""),
            EndpointAnswer::List { object, not_empty } => {
                let object = ident(object);
                (quote!(__::Vec<#object>), if *not_empty { " At least one." } else { "" })
            }
            EndpointAnswer::Rows => (quote!(__::Rows), ""),
        };
        let doc = docs::lines(&format!("{meaning}{rule}\n\nThe portal calls it as `{}`.", endpoint.field));
        let argument = match (endpoint.query(), &endpoint.params[..]) {
            (Some(query), _) => {
                let query = ident(&query);
                Some(quote!(query: #query))
            }
            (None, [param]) => {
                let (name, ty) = (ident(&param.rust_name()), asked(param));
                Some(quote!(#name: #ty))
            }
            (None, _) => None,
        };
        quote! {
            #doc
            fn #name(
                &self,
                connection: &Self::Connection,
                #argument
            ) -> impl __::Future<Output = __::Result<#output, __::HostError>> + __::Send;
        }
    }

    /// What a function takes that has more than one parameter.
    fn query(&self, endpoint: &Endpoint) -> Option<TokenStream> {
        let name = ident(&endpoint.query()?);
        let doc = docs::lines(&format!("What [`Host::{}`] is asked for.", endpoint.rust_name()));
        let fields = endpoint.params.iter().map(|param| {
            let (name, ty) = (ident(&param.rust_name()), asked(param));
            let doc = docs::lines(&docs::asked(param));
            quote!(#doc pub #name: #ty)
        });
        Some(quote! {
            #doc
            #[derive(__::Debug, __::Clone)]
            #[non_exhaustive]
            pub struct #name { #(#fields,)* }
        })
    }

    /// Reads a call, has the host answer it, and checks the answer.
    fn answer(&self, endpoint: &Endpoint) -> TokenStream {
        let (field, function) = (&endpoint.field, ident(&endpoint.rust_name()));
        let (names, wanted) = (local("names"), local("wanted"));
        let known = endpoint.param(Asked::Names).map(|param| param.name.as_str()).unwrap_or_default();
        let is_rows = endpoint.answer == EndpointAnswer::Rows;
        let columns = endpoint.param(Asked::Columns).map_or_else(
            || quote!(__::None),
            |param| {
                let name = &param.name;
                quote!(call.columns(#name, &#names)?)
            },
        );
        let prepare = is_rows.then(|| quote!(let #names = call.names(#known)?; let #wanted = #columns;));
        let value = |param: &EndpointParam| {
            let name = &param.name;
            match param.holds {
                Asked::Text => quote!(call.text(#name)?),
                Asked::Columns => quote!(#wanted.as_ref().map(|columns| columns.codes())),
                Asked::Filter => quote!(call.filter(#name, &#names)?),
                Asked::Limit => quote!(call.limit(#name)?),
                Asked::Names => quote!(#names.clone().into_map()),
            }
        };
        let argument = match endpoint.query() {
            Some(query) => {
                let query = ident(&query);
                let values = endpoint.params.iter().map(|param| {
                    let (name, value) = (ident(&param.rust_name()), value(param));
                    quote!(#name: #value)
                });
                quote!(#query { #(#values),* })
            }
            None => join(endpoint.params.iter().map(value)),
        };
        let answered = quote!(host.#function(&connection, #argument).await?);
        let answer = match &endpoint.answer {
            EndpointAnswer::Any => quote!(#answered; __::Ok(__::Answer::done())),
            EndpointAnswer::List { not_empty, .. } => {
                quote!(__::Ok(__::Answer::list(&#answered, #not_empty)))
            }
            EndpointAnswer::Rows => quote!(__::Ok(__::Answer::rows(#answered, #wanted.as_ref()))),
        };
        quote! {
            .endpoint(#field, |host, call| {
                __::Box::pin(async move {
                    let connection = call.connection::<H::Connection>()?;
                    #prepare
                    #answer
                })
            })
        }
    }
}

fn asked(param: &EndpointParam) -> TokenStream {
    match param.holds {
        Asked::Text => quote!(__::String),
        Asked::Columns => quote!(__::Option<__::Vec<__::String>>),
        Asked::Filter => quote!(__::RowFilter),
        Asked::Limit => quote!(__::Option<__::u64>),
        Asked::Names => quote!(__::BTreeMap<__::String, __::String>),
    }
}
