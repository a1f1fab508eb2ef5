"""The functions that a question may call: SQLite's own that look at nothing but their arguments and the clock."""

_SCALAR = """
  abs changes char coalesce concat concat_ws format glob hex if ifnull iif instr last_insert_rowid length like
  likelihood likely lower ltrim max min nullif octet_length printf quote random randomblob replace round rtrim sign
  soundex sqlite_version substr substring total_changes trim typeof unhex unicode unistr unistr_quote unlikely upper
  zeroblob -> ->>
"""
_AGGREGATE = "avg count group_concat max min percentile percentile_cont percentile_disc median string_agg sum total"
_WINDOW = """
  cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number
"""
_TIME = "current_date current_time current_timestamp date datetime julianday strftime time timediff unixepoch"
_JSON = """
  json json_array json_array_insert json_array_length json_error_position json_extract json_group_array
  json_group_object json_insert json_object json_patch json_pretty json_quote json_remove json_replace json_set
  json_type json_valid
"""
_MATHEMATICS = """
  acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi pow power
  radians sin sinh sqrt tan tanh trunc
"""

ALLOWED = frozenset(" ".join((_SCALAR, _AGGREGATE, _WINDOW, _TIME, _JSON, _MATHEMATICS)).split())
"""By their names in small letters; what a later SQLite adds is refused until it stands here."""
