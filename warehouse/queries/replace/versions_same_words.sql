-- The reader found the same text; what stands beside it may be other.
update versions
set
    title = incoming_same_words.title,
    agency = incoming_same_words.agency,
    content_digest = incoming_same_words.content_digest,
    extractor_version = incoming_same_words.extractor_version,
    blocks = incoming_same_words.blocks,
    word_count = incoming_same_words.word_count,
    partial_reason = incoming_same_words.partial_reason,
    dropped = incoming_same_words.dropped,
    refused_by = null
from incoming_same_words
where
    versions.version_id = incoming_same_words.version_id
    and versions.version_id in (select version_id from replaced);
