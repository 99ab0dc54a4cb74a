//! Keeps older programs from writing into a newer store. Every table asks, before each write, a function
//! whether the program knows this shape; a program too old has no such function, or one that says no.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::StoreError;

/// Lets a connection write into stores of up to this version.
pub fn register(db: &Connection, known: i64) -> Result<(), StoreError> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        // The schema may call it although it is trusted with nothing else.
        | FunctionFlags::SQLITE_INNOCUOUS;
    db.create_scalar_function("refdesk_knows", 1, flags, move |call| {
        let shape: i64 = call.get(0)?;
        if shape <= known {
            return Ok(true);
        }
        let newer = StoreError::Newer {
            found: shape,
            known,
        };
        Err(rusqlite::Error::UserFunctionError(Box::new(newer)))
    })?;
    Ok(())
}

const TABLES: &str = "SELECT name FROM pragma_table_list
 WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/// Puts the fence of this version round every table, in place of an older one.
pub fn raise(db: &Connection, version: i64) -> Result<(), StoreError> {
    let mut statement = db.prepare(TABLES)?;
    let tables: Vec<String> = statement
        .query_map([], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    for table in tables {
        for change in ["INSERT", "UPDATE", "DELETE"] {
            let name = format!("fence_{table}_{}", change.to_lowercase());
            db.execute_batch(&format!(
                "DROP TRIGGER IF EXISTS \"{name}\";
                 CREATE TRIGGER \"{name}\" BEFORE {change} ON \"{table}\"
                 BEGIN SELECT refdesk_knows({version}); END;"
            ))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_knows_the_shape_writes_and_everybody_reads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let now = Connection::open(&path).unwrap();
        register(&now, 7).unwrap();
        now.execute_batch("CREATE TABLE seal(id INTEGER PRIMARY KEY, n)")
            .unwrap();
        raise(&now, 6).unwrap();
        raise(&now, 7).unwrap();
        now.execute("INSERT INTO seal VALUES (1, 1)", []).unwrap();

        let (older, oldest) = (
            Connection::open(&path).unwrap(),
            Connection::open(&path).unwrap(),
        );
        register(&older, 6).unwrap();
        for (db, said) in [(&older, "newer"), (&oldest, "refdesk_knows")] {
            for write in [
                "INSERT INTO seal VALUES (2, 2)",
                "INSERT OR REPLACE INTO seal VALUES (1, 2)",
                "UPDATE seal SET n = 2",
                "DELETE FROM seal",
            ] {
                let refused = db.execute(write, []).unwrap_err().to_string();
                assert!(refused.contains(said), "{write}: {refused}");
            }
            let n: i64 = db
                .query_row("SELECT n FROM seal WHERE id = 1", [], |r| r.get(0))
                .unwrap();
            assert_eq!(n, 1);
        }
    }
}
