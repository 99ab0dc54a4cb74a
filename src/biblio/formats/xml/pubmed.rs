//! PubMed's XML: articles and book documents. Elements after the "PubMed DTD" documentation of the
//! National Library of Medicine.

use super::Node;
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::record::{Kind, Pages, Record, Reference, add};
use crate::biblio::when::When;

pub(super) fn put_all(record: &mut Record, node: &Node) {
    record.database = "PubMed".into();
    match node.at(&["BookDocument"]) {
        Some(book) => book_document(record, book),
        None => article(record, node),
    }
    let mut listed = Vec::new();
    node.all("ArticleId", &mut listed);
    for id in listed.into_iter().filter(|id| belongs(node, id)) {
        number(record, id.attribute("IdType"), &id.text());
    }
    record.accession = record.known_as("pmid").unwrap_or_default().into();
}

/// Not the number of a cited work.
fn belongs(node: &Node, id: &Node) -> bool {
    let mut cited = Vec::new();
    node.all("Reference", &mut cited);
    let mut theirs = Vec::new();
    for reference in cited {
        reference.all("ArticleId", &mut theirs);
    }
    !theirs.iter().any(|other| std::ptr::eq(*other, id))
}

fn number(record: &mut Record, scheme: &str, text: &str) {
    match scheme {
        "doi" => {
            if let Some(doi) = ids::doi(text)
                && record.doi.is_empty()
            {
                record.doi = doi;
            }
        }
        "pubmed" => record.knows("pmid", text),
        "pmc" => record.knows("pmcid", text),
        "pii" => record.knows("pii", text),
        other => record.keep(other, text),
    }
}

fn date_of(node: Option<&Node>) -> When {
    let Some(node) = node else {
        return When::default();
    };
    let medline = node.said(&["MedlineDate"]);
    if !medline.is_empty() {
        return When::read(&medline);
    }
    let part = |name: &str| node.said(&[name]);
    let season = part("Season");
    When::read(&[part("Year"), part("Month"), part("Day"), season].join(" "))
}

fn article(record: &mut Record, node: &Node) {
    let Some(citation) = node.at(&["MedlineCitation"]) else {
        return;
    };
    record.knows("pmid", &citation.said(&["PMID"]));
    let Some(article) = citation.at(&["Article"]) else {
        return;
    };
    record.title = article.said(&["ArticleTitle"]).into();
    let own = article.said(&["VernacularTitle"]);
    if record.title.is_empty() {
        record.title = own.into();
    } else {
        record.title_translated = own.into();
    }
    if let Some(journal) = article.at(&["Journal"]) {
        record.source = journal.said(&["Title"]).into();
        add(
            &mut record.source_abbreviations,
            &journal.said(&["ISOAbbreviation"]),
        );
        for issn in journal.each("ISSN") {
            match ids::issn(&issn.text()) {
                Some(number) if issn.attribute("IssnType") == "Electronic" => record.eissn = number,
                Some(number) => add(&mut record.issn, &number),
                None => record.keep("ISSN", &issn.text()),
            }
        }
        record.volume = journal.said(&["JournalIssue", "Volume"]).into();
        record.issue = journal.said(&["JournalIssue", "Issue"]).into();
        record.date = date_of(journal.at(&["JournalIssue", "PubDate"]));
    }
    record.pages = Pages::read(&article.said(&["Pagination", "MedlinePgn"]));
    record.summary = abstract_of(article).into();
    if let Some(list) = article.at(&["AuthorList"]) {
        people(record, list);
    }
    for language in article.each("Language") {
        add(&mut record.languages, &language.text());
    }
    for kind in article
        .at(&["PublicationTypeList"])
        .into_iter()
        .flat_map(Node::nodes)
    {
        add(&mut record.document_types, &kind.text());
    }
    record.early_access = date_of(article.at(&["ArticleDate"])).written().into();
    for id in article.each("ELocationID") {
        number(record, id.attribute("EIdType"), &id.text());
    }
    for heading in citation
        .at(&["MeshHeadingList"])
        .into_iter()
        .flat_map(Node::nodes)
    {
        let words: Vec<String> = heading.nodes().map(Node::text).collect();
        add(&mut record.index_terms, &words.join("/"));
    }
    for list in citation.each("KeywordList") {
        for word in list.each("Keyword") {
            add(&mut record.keywords, &word.text());
        }
    }
    for grant in article.at(&["GrantList"]).into_iter().flat_map(Node::nodes) {
        let words: Vec<String> = grant.nodes().map(Node::text).collect();
        add(&mut record.funding, &words.join("/"));
    }
    let mut cited = Vec::new();
    node.all("Reference", &mut cited);
    for reference in cited {
        let mut ids = Vec::new();
        reference.all("ArticleId", &mut ids);
        let doi = ids.iter().find(|id| id.attribute("IdType") == "doi");
        record.references.push(Reference {
            said: reference.said(&["Citation"]).into(),
            doi: doi
                .and_then(|doi| ids::doi(&doi.text()))
                .unwrap_or_default(),
        });
    }
    let is = |word: &str| record.document_types.iter().any(|held| held.contains(word));
    record.kind = if is("Preprint") {
        Kind::Preprint
    } else if is("Dataset") {
        Kind::Data
    } else {
        Kind::Article
    };
}

/// Labelled parts stand under their labels, as PubMed shows them.
fn abstract_of(node: &Node) -> String {
    let parts: Vec<String> = node
        .at(&["Abstract"])
        .into_iter()
        .flat_map(|node| node.each("AbstractText"))
        .map(|part| match part.attribute("Label") {
            "" => part.text(),
            label => format!("{label}: {}", part.text()),
        })
        .collect();
    parts.join(" ")
}

fn people(record: &mut Record, list: &Node) {
    for person in list.each("Author") {
        let body = person.said(&["CollectiveName"]);
        let name = if body.is_empty() {
            let suffix = person.said(&["Suffix"]);
            let given = match person.said(&["ForeName"]) {
                given if given.is_empty() => person.said(&["Initials"]),
                given => given,
            };
            let given = match suffix.is_empty() {
                true => given,
                false => format!("{given}, {suffix}"),
            };
            Name::parts(&person.said(&["LastName"]), &given)
        } else {
            Name::whole(&body)
        };
        let mut author = Author::new(name);
        let orcid = person
            .each("Identifier")
            .find(|id| id.attribute("Source") == "ORCID");
        if let Some(orcid) = orcid {
            let number = orcid.text();
            author.marks().orcid = number.rsplit('/').next().unwrap_or_default().into();
        }
        record.authors.push(author);
        let at = record.authors.len() - 1;
        let mut places = Vec::new();
        person.all("Affiliation", &mut places);
        for place in places {
            record.affiliate(Some(at), place.text().trim_end_matches('.'));
        }
    }
}

fn book_document(record: &mut Record, book: &Node) {
    record.knows("pmid", &book.said(&["PMID"]));
    let whole = book.said(&["Book", "BookTitle"]);
    let chapter = book.said(&["ArticleTitle"]);
    if chapter.is_empty() {
        record.kind = Kind::Book;
        record.title = whole.into();
    } else {
        record.kind = Kind::Chapter;
        record.title = chapter.into();
        record.source = whole.into();
    }
    record.publisher = book.said(&["Book", "Publisher", "PublisherName"]).into();
    record.place = book
        .said(&["Book", "Publisher", "PublisherLocation"])
        .into();
    record.date = date_of(book.at(&["Book", "PubDate"]));
    for isbn in book
        .at(&["Book"])
        .into_iter()
        .flat_map(|node| node.each("Isbn"))
    {
        ids::serial(record, "Isbn", &isbn.text());
    }
    for list in [book.at(&["AuthorList"]), book.at(&["Book", "AuthorList"])]
        .into_iter()
        .flatten()
    {
        if record.authors.is_empty() {
            people(record, list);
        }
    }
    record.summary = abstract_of(book).into();
    for language in book.each("Language") {
        add(&mut record.languages, &language.text());
    }
}
