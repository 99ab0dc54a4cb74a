//! Which heading means what, in the tables of every database: its own words, ours and the plain
//! ones, English and Chinese.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Title,
    TitleTranslated,
    Authors,
    /// The same people with their whole names.
    FullNames,
    Editors,
    Source,
    /// `Source` of Scopus is the database, of others the journal.
    SourceOrDatabase,
    Abbreviation,
    Series,
    Year,
    Date,
    Month,
    Day,
    Volume,
    Issue,
    Pages,
    First,
    Last,
    ArticleNumber,
    Doi,
    Serial,
    Electronic,
    Abstract,
    Keywords,
    IndexTerms,
    Subjects,
    CitedCore,
    CitedAll,
    References,
    ReferenceCount,
    Affiliations,
    Emails,
    Orcids,
    Publisher,
    Place,
    Language,
    DocumentType,
    Database,
    Index,
    Accession,
    Pmid,
    Pmcid,
    Eid,
    Lens,
    OpenAlex,
    Id,
    Url,
    ConferenceName,
    ConferenceDate,
    ConferencePlace,
    Funding,
    Notes,
    Citation,
    Edition,
    Number,
    EarlyAccess,
    HighlyCited,
    Hot,
    PublicationNumber,
    Country,
    KindCode,
    Application,
    Filed,
    Priorities,
    Applicants,
    Inventors,
    Ipc,
    Cpc,
    Family,
    LegalStatus,
    CitedPatents,
    /// What our own tables carry for what a cell cannot hold.
    Rest,
}

/// A heading as letters and digits in lower case.
fn folded(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

pub(super) fn column(heading: &str) -> Option<Column> {
    use Column::*;
    Some(match folded(heading).as_str() {
        "title" | "documenttitle" | "articletitle" | "itemtitle" | "papertitle"
        | "originaltitle" | "题名" | "标题" | "篇名" | "题目" | "论文题目" | "论文名称"
        | "论文题名" | "文献题名" | "文献名称" | "文献标题" | "titlestr" | "title题名"
        | "中文题名" => Title,
        "translatedtitle" | "英文题名" | "英文篇名" | "英文标题" | "titletranslated" => {
            TitleTranslated
        }
        "authors"
        | "author"
        | "authornames"
        | "creators"
        | "creator"
        | "authorss"
        | "author作者"
        | "作者"
        | "全部作者"
        | "作者姓名"
        | "authorshipsauthordisplayname"
        | "authorshipsrawauthorname" => Authors,
        "authorfullnames" | "authorfullname" | "authorfull" => FullNames,
        "editors" | "editor" | "bookeditors" => Editors,
        "sourcetitle"
        | "publicationtitle"
        | "journal"
        | "journaltitle"
        | "journalbook"
        | "venue"
        | "publicationname"
        | "booktitle"
        | "containertitle"
        | "journalname"
        | "刊名"
        | "期刊"
        | "期刊名称"
        | "来源"
        | "文献来源"
        | "发表期刊"
        | "刊物名称"
        | "source刊名"
        | "会议名称"
        | "primarylocationsourcedisplayname"
        | "hostvenuedisplayname"
        | "sourcetitleanthologytitle" => Source,
        "source" => SourceOrDatabase,
        "abbreviatedsourcetitle"
        | "journalabbreviation"
        | "journalisoabbreviation"
        | "isoabbreviation" => Abbreviation,
        "series" | "seriestitle" | "bookseriestitle" => Series,
        "year" | "publicationyear" | "pubyear" | "yearpublished" | "年" | "年份" | "出版年"
        | "发表年份" | "发表年" | "year年" => Year,
        "date"
        | "datepublished"
        | "publicationdate"
        | "issuedate"
        | "dateofpublication"
        | "pubdate"
        | "出版日期"
        | "发表时间"
        | "发表日期"
        | "pubtime出版时间" => Date,
        "month" | "月" => Month,
        "day" => Day,
        "volume" | "journalvolume" | "bibliovolume" | "卷" | "roll卷" => Volume,
        "issue" | "issuenumber" | "journalissue" | "biblioissue" | "期" | "period期" => Issue,
        "pages" | "page" | "页" | "页码" | "起止页码" | "page页码" => Pages,
        "startpage" | "pagestart" | "firstpage" | "beginningpage" | "bibliofirstpage"
        | "起始页" => First,
        "endpage" | "pageend" | "lastpage" | "endingpage" | "bibliolastpage" | "终止页" => Last,
        "artno" | "articlenumber" | "articleno" => ArticleNumber,
        "doi" | "itemdoi" | "doilink" | "originalpaperdoi" => Doi,
        "issn" | "issns" | "isbn" | "isbns" | "printissn" | "primarylocationsourceissn" => Serial,
        "eissn" => Electronic,
        "abstract" | "abstractnote" | "originalabstract" | "摘要" | "summary摘要" | "中文摘要" => {
            Abstract
        }
        "keywords" | "authorkeywords" | "manualtags" | "关键词" | "keyword关键词"
        | "中文关键词" => Keywords,
        "indexkeywords"
        | "ieeeterms"
        | "inspeccontrolledterms"
        | "inspecnoncontrolledterms"
        | "meshterms"
        | "automatictags"
        | "keywordsplus"
        | "controlledterms"
        | "uncontrolledterms"
        | "controlledsubjectterms"
        | "uncontrolledsubjectterms"
        | "mainheading" => IndexTerms,
        "fieldsofstudy" | "researchareas" | "woscategories" | "subjects" | "subject"
        | "中图分类号" | "clc" | "clc中图分类号" => Subjects,
        "citedby"
        | "cites"
        | "articlecitationcount"
        | "citingworkscount"
        | "citedbycount"
        | "timescited"
        | "timescitedwoscore"
        | "totalcitations"
        | "citations"
        | "被引"
        | "被引频次"
        | "被引次数" => CitedCore,
        "timescitedalldatabases" => CitedAll,
        "references" | "citedreferences" | "referencedworks" => References,
        "referencecount" | "citedreferencecount" | "referencedworkscount" => ReferenceCount,
        "affiliations" | "authoraffiliations" | "authoraddresses" | "addresses"
        | "authoraffiliation" | "机构" | "单位" | "作者单位" | "作者机构" | "organ机构" => {
            Affiliations
        }
        "emailaddresses" | "email" | "emails" | "authoremail" => Emails,
        "orcids" | "orcid" => Orcids,
        "publisher" | "bookpublisher" | "出版社" | "出版者" => Publisher,
        "place" | "publishercity" | "出版地" => Place,
        "language"
        | "languageoforiginaldocument"
        | "articlelanguage"
        | "publicationlanguage"
        | "语种"
        | "语言" => Language,
        "documenttype"
        | "publicationtype"
        | "itemtype"
        | "contenttype"
        | "type"
        | "doctype"
        | "entrytype"
        | "articletype"
        | "文献类型"
        | "srcdatabase来源库"
        | "kind" => DocumentType,
        "databasename" | "database" | "databaseprovider" | "数据库" | "来源数据库" => {
            Database
        }
        "wosindex" | "webofscienceindex" | "indexes" | "收录" | "收录情况" => Index,
        "utuniquewosid" | "accessionnumber" | "centralid" | "publicationid" | "入藏号" => {
            Accession
        }
        "pmid" | "pubmedid" | "idspmid" | "originalpaperpubmedid" => Pmid,
        "pmcid" | "pmcidnumber" | "idspmcid" => Pmcid,
        "eid" => Eid,
        "lensid" => Lens,
        "idsopenalex" => OpenAlex,
        "id" | "key" | "recordid" | "refid" | "internalid" | "citationkey" | "序号" | "编号" => {
            Id
        }
        "link" | "url" | "urls" | "articleurl" | "itemurl" | "externalurl" | "sourceurls"
        | "pdflink" | "plink" | "fulltexturl" | "链接" | "网址" | "link链接" => Url,
        "conferencename" | "conferencetitle" | "meetingname" => ConferenceName,
        "conferencedate" | "meetingdate" => ConferenceDate,
        "conferencelocation" | "conferenceplace" => ConferencePlace,
        "fundingdetails" | "funding" | "fundinginformation" | "fundingorgs" | "基金"
        | "fund基金" => Funding,
        "notes" | "note" | "备注" => Notes,
        "citation" => Citation,
        "edition" | "版本" => Edition,
        "number" => Number,
        "earlyaccessdate" | "earlyaccess" => EarlyAccess,
        "highlycitedstatus" | "highlycited" => HighlyCited,
        "hotpaperstatus" | "hotpaper" => Hot,
        "publicationnumber" | "displaykey" | "patentnumber" | "公开号" | "公开公告号"
        | "专利号" => PublicationNumber,
        "jurisdiction" | "issuingauthority" => Country,
        "kindcode" => KindCode,
        "applicationnumber" | "申请号" => Application,
        "applicationdate" | "dateofapplication" | "filingdate" | "申请日" => Filed,
        "prioritynumbers" | "prioritynumber" | "优先权号" => Priorities,
        "applicants" | "applicant" | "assignee" | "申请人" | "申请专利权人" => Applicants,
        "inventors" | "inventor" | "发明人" | "发明设计人" => Inventors,
        "internationalclassification"
        | "ipcrclassifications"
        | "ipc"
        | "ipc分类号"
        | "主分类号" => Ipc,
        "cooperativepatentclassification" | "cpcclassifications" | "cpc" => Cpc,
        "simplefamilymembers" | "同族专利" => Family,
        "legalstatus" | "法律状态" => LegalStatus,
        "patentscitedinthesearchreport" => CitedPatents,
        "refdesk" => Rest,
        name if is_rest_again(name) => Rest,
        _ => return None,
    })
}

/// How much a row looks like headings: columns known, none where no work could be told by them.
pub(super) fn fit<S: AsRef<str>>(cells: &[S]) -> usize {
    // Headings are short: a row of anything else is not looked up cell by cell.
    if cells.len() < 2 || cells.iter().any(|cell| cell.as_ref().len() > 120) {
        return 0;
    }
    let known: Vec<Column> = cells
        .iter()
        .filter_map(|cell| column(cell.as_ref().trim()))
        .collect();
    let tells = known.iter().any(|column| {
        matches!(
            column,
            Column::Title | Column::Doi | Column::PublicationNumber | Column::Accession
        )
    });
    if tells && known.len() >= 2 {
        known.len()
    } else {
        0
    }
}

/// `refdesk 2`: what is too long for one cell of a workbook goes on there.
fn is_rest_again(name: &str) -> bool {
    let number = name
        .strip_prefix("refdesk")
        .unwrap_or_default()
        .trim_start();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}
