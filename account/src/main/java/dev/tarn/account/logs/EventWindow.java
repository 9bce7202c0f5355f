package dev.tarn.account.logs;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of a stream and the tokens that lead on from it in both directions. A token is a place
 * between events, so that it is good whatever comes later. At an end, AWS answers the token that it
 * was given: so does this.
 */
record EventWindow(List<EventLog.Entry> entries, String forwardToken, String backwardToken) {
  private static final Pattern TOKEN = Pattern.compile("([fb])/([0-9]{20})([0-9]{36})/s");

  /** From, and up to but without. */
  record Range(long from, long to) {
    boolean has(EventLog.Entry entry) {
      return entry.timestamp() >= from && entry.timestamp() < to;
    }
  }

  static EventWindow of(
      List<EventLog.Entry> all, Range range, @Nullable String token, boolean fromHead, int limit) {
    List<EventLog.Entry> inRange = all.stream().filter(range::has).toList();
    if (token == null) {
      int size = inRange.size();
      int count = cut(inRange, limit, fromHead);
      return around(
          fromHead ? inRange.subList(0, count) : inRange.subList(size - count, size),
          "f/" + place(0, 0) + "/s",
          "b/" + place(0, 0) + "/s");
    }
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      throw LogsErrors.invalidToken();
    }
    boolean forward = parts.group(1).equals("f");
    String place = parts.group(2) + parts.group(3);
    List<EventLog.Entry> rest =
        inRange.stream()
            .filter(entry -> forward ? after(entry, place) : before(entry, place))
            .toList();
    int count = cut(rest, limit, forward);
    return around(
        forward ? rest.subList(0, count) : rest.subList(rest.size() - count, rest.size()),
        "f/" + place + "/s",
        "b/" + place + "/s");
  }

  private static EventWindow around(
      List<EventLog.Entry> page, String forwardIfEmpty, String backwardIfEmpty) {
    return page.isEmpty()
        ? new EventWindow(page, forwardIfEmpty, backwardIfEmpty)
        : new EventWindow(
            page, "f/" + place(page.getLast(), 1) + "/s", "b/" + place(page.getFirst(), 0) + "/s");
  }

  /** How many of them, from one side, make a page. */
  private static int cut(List<EventLog.Entry> entries, int limit, boolean fromHead) {
    long bytes = 0;
    int count = 0;
    while (count < limit && count < entries.size()) {
      bytes += entries.get(fromHead ? count : entries.size() - 1 - count).size();
      if (count > 0 && bytes > EventOperations.MOST_BYTES) {
        return count;
      }
      count++;
    }
    return count;
  }

  /** The place before an event, or with 1 the one after it. */
  private static String place(EventLog.Entry entry, int step) {
    return place(entry.timestamp(), (long) entry.sequence() + step);
  }

  private static String place(long timestamp, long sequence) {
    return String.format(Locale.ROOT, "%020d%036d", timestamp, sequence);
  }

  private static boolean after(EventLog.Entry entry, String place) {
    return place(entry, 0).compareTo(place) >= 0;
  }

  private static boolean before(EventLog.Entry entry, String place) {
    return place(entry, 0).compareTo(place) < 0;
  }
}
