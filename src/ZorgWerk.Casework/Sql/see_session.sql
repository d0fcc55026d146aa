update zw_sessions set last_seen_at = $2, until_at = greatest(until_at, $3) where session_hash = $1 and ended_at is null;
