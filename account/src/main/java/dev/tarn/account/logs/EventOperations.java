package dev.tarn.account.logs;

import dev.tarn.protocol.validation.Constraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/** Writing and reading events. */
final class EventOperations {
  static final int MOST_EVENTS = 10_000;

  /** What a page of events holds at most. */
  static final int MOST_BYTES = 1_048_576;

  private static final int EVENT_OVERHEAD = 26;
  private static final long LONGEST_SPAN = Duration.ofHours(24).toMillis();
  private static final long TOO_NEW = Duration.ofHours(2).toMillis();
  private static final long TOO_OLD = Duration.ofDays(14).toMillis();

  private final LogFiles files;
  private final Clock clock;

  EventOperations(LogFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /** Events that are too old or too new are told and left out; the others are kept. */
  PutLogEventsResponse put(PutLogEventsRequest request) {
    String group = LogsRules.group(request.logGroupName());
    String stream = LogsRules.stream(request.logStreamName());
    check(request.logEvents());
    Accepted accepted = accepted(files.group(group), request.logEvents());
    files.stream(group, stream);
    EventLog events = files.events(group, stream);
    if (!accepted.events().isEmpty()) {
      try {
        events.append(accepted.events());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return PutLogEventsResponse.builder()
        .nextSequenceToken(sequenceToken(events))
        .rejectedLogEventsInfo(accepted.rejected())
        .build();
  }

  private static void check(List<InputLogEvent> events) {
    Constraints.withoutValues()
        .size("logEvents", events, 1, MOST_EVENTS)
        .orThrow(LogsErrors::invalidParameter);
    long size = 0;
    long previous = Long.MIN_VALUE;
    for (InputLogEvent event : events) {
      if (event.timestamp() == null
          || event.timestamp() < 0
          || event.message() == null
          || event.message().isEmpty()) {
        throw LogsErrors.invalidParameter(
            "1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member"
                + " must have a timestamp of at least 0 and a message of at least 1 character");
      }
      if (event.timestamp() < previous) {
        throw LogsErrors.invalidParameter(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
      previous = event.timestamp();
      size += EVENT_OVERHEAD + event.message().getBytes(StandardCharsets.UTF_8).length;
    }
    if (size > MOST_BYTES) {
      throw LogsErrors.invalidParameter(
          "Upload too large: " + size + " bytes exceeds limit of " + MOST_BYTES);
    }
    if (events.getLast().timestamp() - events.getFirst().timestamp() > LONGEST_SPAN) {
      throw LogsErrors.invalidParameter(
          "The batch of log events in a single PutLogEvents request cannot span more than 24"
              + " hours.");
    }
  }

  private record Accepted(List<OutputLogEvent> events, @Nullable RejectedLogEventsInfo rejected) {}

  private Accepted accepted(LogGroup group, List<InputLogEvent> events) {
    long now = clock.millis();
    long expired = oldest(group, now);
    int tooOld = 0;
    int retired = 0;
    int tooNew = events.size();
    List<OutputLogEvent> kept = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      InputLogEvent event = events.get(i);
      if (event.timestamp() < now - TOO_OLD) {
        tooOld = i + 1;
      } else if (event.timestamp() < expired) {
        retired = i + 1;
      } else if (event.timestamp() > now + TOO_NEW) {
        tooNew = Math.min(tooNew, i);
      } else {
        kept.add(
            OutputLogEvent.builder()
                .timestamp(event.timestamp())
                .message(event.message())
                .ingestionTime(now)
                .build());
      }
    }
    RejectedLogEventsInfo rejected =
        kept.size() == events.size()
            ? null
            : RejectedLogEventsInfo.builder()
                .tooOldLogEventEndIndex(tooOld == 0 ? null : tooOld)
                .expiredLogEventEndIndex(retired == 0 ? null : retired)
                .tooNewLogEventStartIndex(tooNew == events.size() ? null : tooNew)
                .build();
    return new Accepted(kept, rejected);
  }

  /** The time of the oldest event that the group's retention leaves. */
  static long oldest(LogGroup group, long now) {
    return group.retentionInDays() == null
        ? 0
        : now - Duration.ofDays(group.retentionInDays()).toMillis();
  }

  /** Accepted and ignored by AWS since 2023; still answered. */
  static String sequenceToken(EventLog events) {
    return String.format(Locale.ROOT, "49%054d", events.size());
  }

  GetLogEventsResponse get(GetLogEventsRequest request) {
    String group = LogsRules.group(request.logGroupName(), request.logGroupIdentifier());
    String stream = LogsRules.stream(request.logStreamName());
    Constraints.withValues()
        .range("limit", request.limit(), 1, MOST_EVENTS)
        .orThrow(LogsErrors::invalidParameter);
    LogGroup found = files.group(group);
    files.stream(group, stream);
    EventLog events = files.events(group, stream);
    long from = oldest(found, clock.millis());
    if (request.startTime() != null) {
      from = Math.max(from, request.startTime());
    }
    long to = request.endTime() == null ? Long.MAX_VALUE : request.endTime();
    EventWindow window =
        EventWindow.of(
            events.entries(),
            new EventWindow.Range(from, to),
            request.nextToken(),
            Boolean.TRUE.equals(request.startFromHead()),
            request.limit() == null ? MOST_EVENTS : request.limit());
    return GetLogEventsResponse.builder()
        .events(events.read(window.entries()))
        .nextForwardToken(window.forwardToken())
        .nextBackwardToken(window.backwardToken())
        .build();
  }
}
