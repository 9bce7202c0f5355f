package dev.tarn.account.logs;

import dev.tarn.account.logs.pattern.FilterPattern;
import dev.tarn.protocol.OpaqueToken;
import dev.tarn.protocol.validation.Constraints;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** Searching the streams of a group. */
final class FilterOperations {
  private static final int MOST_STREAMS = 100;
  private static final int LONGEST_PATTERN = 1024;

  /** Events that are read together. */
  private static final int BATCH = 256;

  private final LogFiles files;
  private final Clock clock;

  FilterOperations(LogFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /** An event of some stream, in the order of the answer. */
  private record Found(String stream, EventLog.Entry entry) {
    private static final Comparator<Found> ORDER =
        Comparator.comparingLong((Found found) -> found.entry().timestamp())
            .thenComparing(Found::stream)
            .thenComparingInt(found -> found.entry().sequence());

    /** Sorts as the events do. */
    String place() {
      return String.format(
          Locale.ROOT, "%020d/%s/%010d", entry.timestamp(), stream, entry.sequence());
    }

    /** 56 digits, another for every event of a group. */
    String eventId() {
      return String.format(
          Locale.ROOT,
          "%020d%018d%018d",
          entry.timestamp(),
          Integer.toUnsignedLong(stream.hashCode()),
          entry.sequence());
    }
  }

  FilterLogEventsResponse filter(FilterLogEventsRequest request) {
    String group = LogsRules.group(request.logGroupName(), request.logGroupIdentifier());
    Constraints.withValues()
        .size(
            "logStreamNames",
            request.hasLogStreamNames() ? request.logStreamNames() : null,
            1,
            MOST_STREAMS)
        .length("filterPattern", request.filterPattern(), 0, LONGEST_PATTERN)
        .range("limit", request.limit(), 1, EventOperations.MOST_EVENTS)
        .orThrow(LogsErrors::invalidParameter);
    FilterPattern pattern =
        FilterPattern.parse(Objects.requireNonNullElse(request.filterPattern(), ""));
    LogGroup found = files.group(group);
    String listing = String.join("|", "FilterLogEvents", group, request.filterPattern());
    List<Found> candidates =
        after(candidates(found, streams(group, request), request), listing, request.nextToken());
    int limit = request.limit() == null ? EventOperations.MOST_EVENTS : request.limit();
    return page(group, candidates, pattern, listing, limit);
  }

  private FilterLogEventsResponse page(
      String group, List<Found> candidates, FilterPattern pattern, String listing, int limit) {
    List<FilteredLogEvent> events = new ArrayList<>();
    long bytes = 0;
    for (int start = 0; start < candidates.size(); start += BATCH) {
      List<Found> batch = candidates.subList(start, Math.min(start + BATCH, candidates.size()));
      List<OutputLogEvent> read = read(group, batch);
      for (int i = 0; i < batch.size(); i++) {
        if (!pattern.matches(read.get(i).message())) {
          continue;
        }
        bytes += batch.get(i).entry().size();
        if (events.size() == limit || (bytes > EventOperations.MOST_BYTES && !events.isEmpty())) {
          String last = start + i == 0 ? "" : candidates.get(start + i - 1).place();
          return answer(events, OpaqueToken.encode(listing, last));
        }
        events.add(event(batch.get(i), read.get(i)));
      }
    }
    return answer(events, null);
  }

  /** AWS has answered an empty list of searched streams since 2019. */
  private static FilterLogEventsResponse answer(
      List<FilteredLogEvent> events, @Nullable String nextToken) {
    return FilterLogEventsResponse.builder()
        .events(events)
        .searchedLogStreams(List.of())
        .nextToken(nextToken)
        .build();
  }

  private static FilteredLogEvent event(Found found, OutputLogEvent event) {
    return FilteredLogEvent.builder()
        .logStreamName(found.stream())
        .timestamp(event.timestamp())
        .message(event.message())
        .ingestionTime(event.ingestionTime())
        .eventId(found.eventId())
        .build();
  }

  /** In the order of the batch; neighbours of one stream are read together. */
  private List<OutputLogEvent> read(String group, List<Found> batch) {
    List<OutputLogEvent> events = new ArrayList<>();
    int start = 0;
    while (start < batch.size()) {
      String stream = batch.get(start).stream();
      int end = start;
      while (end < batch.size() && batch.get(end).stream().equals(stream)) {
        end++;
      }
      events.addAll(
          files
              .events(group, stream)
              .read(batch.subList(start, end).stream().map(Found::entry).toList()));
      start = end;
    }
    return events;
  }

  private List<String> streams(String group, FilterLogEventsRequest request) {
    if (request.hasLogStreamNames() && request.logStreamNamePrefix() != null) {
      throw LogsErrors.invalidParameter(
          "LogStream names and LogStream name prefix are mutually exclusive parameters.");
    }
    if (request.hasLogStreamNames()) {
      request.logStreamNames().forEach(name -> files.stream(group, LogsRules.stream(name)));
      return request.logStreamNames().stream().distinct().toList();
    }
    String prefix = Objects.requireNonNullElse(request.logStreamNamePrefix(), "");
    return files.streamsOf(group).values().stream()
        .map(LogStream::logStreamName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private List<Found> candidates(
      LogGroup group, List<String> streams, FilterLogEventsRequest request) {
    long oldest = EventOperations.oldest(group, clock.millis());
    long from = request.startTime() == null ? oldest : Math.max(oldest, request.startTime());
    long to = request.endTime() == null ? Long.MAX_VALUE : request.endTime();
    List<Found> found = new ArrayList<>();
    for (String stream : streams) {
      for (EventLog.Entry entry : files.events(group.logGroupName(), stream).entries()) {
        if (entry.timestamp() >= from && entry.timestamp() <= to) {
          found.add(new Found(stream, entry));
        }
      }
    }
    found.sort(Found.ORDER);
    return found;
  }

  private static List<Found> after(List<Found> candidates, String listing, @Nullable String token) {
    if (token == null) {
      return candidates;
    }
    String place = OpaqueToken.decode(listing, token).orElseThrow(LogsErrors::invalidToken);
    return candidates.stream().filter(found -> found.place().compareTo(place) > 0).toList();
  }
}
