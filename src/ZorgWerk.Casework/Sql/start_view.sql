delete from zw_view_stops where view = $1;
