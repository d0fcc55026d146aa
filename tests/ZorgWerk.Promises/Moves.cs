namespace ZorgWerk.Promises;

/// <summary>What the database itself notes of each move of the background view: which follower, from where, to where. Each takes a moment of chance to move, so that others get in between.</summary>
internal static class Moves
{
    public const string Noted = """
        create table moves (n bigint generated always as identity, follower int, session int not null, origin bigint not null, reached bigint not null);
        create sequence overtaken minvalue 0;
        grant usage on sequence overtaken to zorgwerk_app;
        select nextval('overtaken');
        create function take_a_moment() returns trigger language plpgsql as $$ begin perform pg_sleep(random() * 0.3); return null; end $$;
        create function note_overtaken() returns trigger language plpgsql as $$
        begin
          if not exists (select from moved) then perform nextval('overtaken'); end if;
          return null;
        end $$;
        create function note_move() returns trigger language plpgsql security definer as $$
        begin
          insert into moves (follower, session, origin, reached) values (nullif(current_setting('follower.number', true), '')::int, pg_backend_pid(), old.last_seq_id, new.last_seq_id);
          return null;
        end $$;
        create trigger take_a_moment before update on mt_event_progression for each statement execute function take_a_moment();
        create trigger note_overtaken after update on mt_event_progression referencing new table as moved for each statement execute function note_overtaken();
        create trigger note_move after update on mt_event_progression for each row when (new.name = 'Outcomes:All') execute function note_move()
        """;

    /// <summary>Who moved last.</summary>
    public const string Last = "select follower from moves order by n desc limit 1";

    public const string Count = "select count(*) from moves";

    /// <summary>Tries, at this or another position, of somebody who found that another had been there first. They are counted though they roll back.</summary>
    public const string Overtaken = "select last_value from overtaken";

    /// <summary>Moves that did not lead on, from where the one before had ended.</summary>
    public const string OutOfTurn = "select count(*) from (select origin, reached, lag(reached, 1, origin) over (order by n) as before from moves) as move where reached <= origin or origin <> before";

    /// <summary>What the connections of a follower carry, for the note to say whose they were.</summary>
    public static string By(int follower) => $"-c follower.number={follower}";

    /// <summary>Ends the sessions in which it ever moved the view.</summary>
    public static string CutOff(int follower) => $"select count(pg_terminate_backend(session)) from (select distinct session from moves where follower = {follower}) as his join pg_stat_activity on pid = session";
}
