//! A record taken apart into the values of its columns, without a map between: a ledger brings a hundred
//! thousand of them. Knows nothing of tables.

use rusqlite::types::Value as Sql;
use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeStruct, Serializer};
use serde_json::{Error, Value};

/// A plain value as SQL has it; a list or a map as JSON text.
pub fn to_sql(value: Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Bool(b) => Sql::Integer(i64::from(b)),
        Value::Number(n) => n
            .as_i64()
            .map(Sql::Integer)
            .or_else(|| n.as_f64().map(Sql::Real))
            .unwrap_or(Sql::Null),
        Value::String(s) => Sql::Text(s),
        other => Sql::Text(other.to_string()),
    }
}

/// The values of `names`, in their order; null for a name that the record has not. Those in `json` are
/// written as JSON text.
///
/// # Errors
/// For a record that is no struct, or holds what JSON cannot.
pub fn values<R: Serialize>(record: &R, names: &[&str], json: &[&str]) -> Result<Vec<Sql>, Error> {
    let values = vec![Sql::Null; names.len()];
    record.serialize(Apart {
        names,
        json,
        next: 0,
        values,
    })
}

struct Apart<'a> {
    names: &'a [&'a str],
    json: &'a [&'a str],
    /// Where the next field is likely to stand: both orders mostly agree.
    next: usize,
    values: Vec<Sql>,
}

impl SerializeStruct for Apart<'_> {
    type Ok = Vec<Sql>;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let at = match self.names.get(self.next) {
            Some(name) if *name == key => Some(self.next),
            _ => self.names.iter().position(|name| *name == key),
        };
        let Some(at) = at else {
            return Ok(());
        };
        self.next = at + 1;
        let value = serde_json::to_value(value)?;
        let value = match value {
            Value::Null => Sql::Null,
            value if self.json.contains(&key) => Sql::Text(value.to_string()),
            value => to_sql(value),
        };
        if let Some(place) = self.values.get_mut(at) {
            *place = value;
        }
        Ok(())
    }

    fn end(self) -> Result<Vec<Sql>, Error> {
        Ok(self.values)
    }
}

macro_rules! no_struct {
    ($($name:ident($($type:ty),*) -> $ok:ty;)*) => {
        $(fn $name(self, $(_: $type),*) -> Result<$ok, Error> {
            Err(Error::custom("not a struct"))
        })*
    };
}

type No = Impossible<Vec<Sql>, Error>;

impl Serializer for Apart<'_> {
    type Ok = Vec<Sql>;
    type Error = Error;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = Self;
    type SerializeStructVariant = No;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        inner: &T,
    ) -> Result<Vec<Sql>, Error> {
        inner.serialize(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, inner: &T) -> Result<Vec<Sql>, Error> {
        inner.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Vec<Sql>, Error> {
        Err(Error::custom("not a struct"))
    }

    no_struct! {
        serialize_bool(bool) -> Vec<Sql>;
        serialize_i8(i8) -> Vec<Sql>;
        serialize_i16(i16) -> Vec<Sql>;
        serialize_i32(i32) -> Vec<Sql>;
        serialize_i64(i64) -> Vec<Sql>;
        serialize_u8(u8) -> Vec<Sql>;
        serialize_u16(u16) -> Vec<Sql>;
        serialize_u32(u32) -> Vec<Sql>;
        serialize_u64(u64) -> Vec<Sql>;
        serialize_f32(f32) -> Vec<Sql>;
        serialize_f64(f64) -> Vec<Sql>;
        serialize_char(char) -> Vec<Sql>;
        serialize_str(&str) -> Vec<Sql>;
        serialize_bytes(&[u8]) -> Vec<Sql>;
        serialize_none() -> Vec<Sql>;
        serialize_unit() -> Vec<Sql>;
        serialize_unit_struct(&'static str) -> Vec<Sql>;
        serialize_unit_variant(&'static str, u32, &'static str) -> Vec<Sql>;
        serialize_seq(Option<usize>) -> No;
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Sheet {
        title: &'static str,
        pages: u32,
        kept: bool,
        tags: Vec<&'static str>,
        note: Option<&'static str>,
        unknown: u8,
    }

    #[test]
    fn each_field_goes_to_its_column_in_whatever_order_and_what_is_missing_is_null() {
        let sheet = Sheet {
            title: "台账",
            pages: 3,
            kept: true,
            tags: vec!["急"],
            note: None,
            unknown: 9,
        };
        let names = ["pages", "title", "tags", "note", "absent", "kept"];
        let values = values(&sheet, &names, &["tags", "note"]).unwrap();
        let text = |t: &str| Sql::Text(t.to_owned());
        let wanted = [
            Sql::Integer(3),
            text("台账"),
            text("[\"急\"]"),
            Sql::Null,
            Sql::Null,
            Sql::Integer(1),
        ];
        assert_eq!(values, wanted);
        assert!(super::values(&3, &names, &[]).is_err());
    }
}
