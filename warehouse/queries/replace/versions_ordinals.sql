update versions
set ordinal = histories.ordinal
from histories
where
    versions.version_id = histories.version_id
    and versions.ordinal <> histories.ordinal;
