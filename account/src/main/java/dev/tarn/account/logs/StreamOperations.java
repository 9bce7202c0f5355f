package dev.tarn.account.logs;

import dev.tarn.account.request.Page;
import dev.tarn.protocol.AwsAccount;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/** Log streams. */
final class StreamOperations {
  private final LogFiles files;
  private final AwsAccount account;
  private final Clock clock;

  StreamOperations(LogFiles files, AwsAccount account, Clock clock) {
    this.files = files;
    this.account = account;
    this.clock = clock;
  }

  CreateLogStreamResponse create(CreateLogStreamRequest request) {
    String group = LogsRules.group(request.logGroupName());
    String name = LogsRules.stream(request.logStreamName());
    files.group(group);
    if (files.hasStream(group, name)) {
      throw LogsErrors.alreadyExists("The specified log stream already exists");
    }
    files.addStream(
        group,
        LogStream.builder()
            .logStreamName(name)
            .creationTime(clock.millis())
            .arn(LogsRules.groupArn(account, group) + ":log-stream:" + name)
            .build());
    return CreateLogStreamResponse.builder().build();
  }

  DeleteLogStreamResponse delete(DeleteLogStreamRequest request) {
    String group = LogsRules.group(request.logGroupName());
    String name = LogsRules.stream(request.logStreamName());
    files.group(group);
    files.deleteStream(group, files.stream(group, name).logStreamName());
    return DeleteLogStreamResponse.builder().build();
  }

  DescribeLogStreamsResponse describe(DescribeLogStreamsRequest request) {
    String group = LogsRules.group(request.logGroupName(), request.logGroupIdentifier());
    files.group(group);
    String prefix = Objects.requireNonNullElse(request.logStreamNamePrefix(), "");
    boolean byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
    if (byTime && !prefix.isEmpty()) {
      throw LogsErrors.invalidParameter(
          "Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    boolean descending = Boolean.TRUE.equals(request.descending());
    Comparator<String> ascending = Comparator.naturalOrder();
    NavigableMap<String, LogStream> sorted =
        new TreeMap<>(descending ? ascending.reversed() : ascending);
    for (LogStream stream : files.streamsOf(group).values()) {
      if (stream.logStreamName().startsWith(prefix)) {
        LogStream answer = answer(group, stream);
        sorted.put(byTime ? timeKey(answer) : answer.logStreamName(), answer);
      }
    }
    String listing =
        String.join("|", "DescribeLogStreams", group, prefix, byTime + "" + descending);
    Page<LogStream> page =
        Page.of(
            sorted, stream -> true, LogsRules.page(listing, request.nextToken(), request.limit()));
    return DescribeLogStreamsResponse.builder()
        .logStreams(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private static String timeKey(LogStream stream) {
    long time = stream.lastEventTimestamp() == null ? 0 : stream.lastEventTimestamp();
    return String.format(Locale.ROOT, "%020d", time) + stream.logStreamName();
  }

  /** The stream with what its events say of it. */
  @SuppressWarnings("deprecation") // the member is always zero and still answered
  private LogStream answer(String group, LogStream stream) {
    EventLog events = files.events(group, stream.logStreamName());
    return stream.toBuilder()
        .firstEventTimestamp(events.firstTimestamp().orElse(null))
        .lastEventTimestamp(events.lastTimestamp().orElse(null))
        .lastIngestionTime(events.lastIngestion().orElse(null))
        .uploadSequenceToken(EventOperations.sequenceToken(events))
        .storedBytes(0L)
        .build();
  }
}
