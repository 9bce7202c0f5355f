package dev.tarn.account;

import static dev.tarn.account.AccountFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

class LogsTest {
  private static final String GROUP = "/aws-glue/jobs/output";
  private static final String STREAM = "jr_1";

  @TempDir Path directory;
  private AccountFixture account;
  private CloudWatchLogsClient logs;
  private long now;

  @BeforeEach
  void open() {
    account = new AccountFixture(directory);
    logs = account.logs();
    now = account.clock.millis();
    logs.createLogGroup(r -> r.logGroupName(GROUP));
    logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName(STREAM));
  }

  private void reopen() {
    account.reopen();
    logs = account.logs();
  }

  private static InputLogEvent event(long timestamp, String message) {
    return InputLogEvent.builder().timestamp(timestamp).message(message).build();
  }

  private PutLogEventsResponse put(String stream, InputLogEvent... events) {
    return logs.putLogEvents(r -> r.logGroupName(GROUP).logStreamName(stream).logEvents(events));
  }

  private void putNumbered(int from, int to) {
    InputLogEvent[] events = new InputLogEvent[to - from];
    for (int i = from; i < to; i++) {
      events[i - from] = event(now + i, "line " + i);
    }
    put(STREAM, events);
  }

  private GetLogEventsResponse get(@Nullable String token, boolean head, int limit) {
    return logs.getLogEvents(r ->
        r.logGroupName(GROUP)
            .logStreamName(STREAM)
            .nextToken(token)
            .startFromHead(head)
            .limit(limit));
  }

  private static List<String> messages(GetLogEventsResponse response) {
    return response.events().stream().map(OutputLogEvent::message).toList();
  }

  private List<String> filter(String pattern) {
    return logs.filterLogEvents(r -> r.logGroupName(GROUP).filterPattern(pattern)).events().stream()
        .map(FilteredLogEvent::message)
        .toList();
  }

  @Test
  void eventsAreReadBackByTimeAfterARestart() {
    put(STREAM, event(now + 2, "two"), event(now + 3, "three\nin two lines"));
    put(STREAM, event(now + 1, "one"), event(now + 2, "two again"));
    reopen();
    assertThat(messages(get(null, true, 100)))
        .containsExactly("one", "two", "two again", "three\nin two lines");
    assertThat(get(null, true, 1).events().getFirst().ingestionTime()).isEqualTo(now);
  }

  @Test
  void forwardTokensReachEveryEventOnceAndStayAtTheEnd() {
    putNumbered(0, 10);
    List<String> read = new ArrayList<>();
    GetLogEventsResponse page = get(null, true, 4);
    while (!page.events().isEmpty()) {
      read.addAll(messages(page));
      page = get(page.nextForwardToken(), true, 4);
    }
    assertThat(read).hasSize(10).first().isEqualTo("line 0");
    String end = page.nextForwardToken();
    assertThat(get(end, true, 4).nextForwardToken()).isEqualTo(end);

    putNumbered(10, 12);
    assertThat(messages(get(end, true, 4))).containsExactly("line 10", "line 11");
  }

  @Test
  void withoutATokenTheNewestComeFirstAndBackwardTokensLeadToTheOldest() {
    putNumbered(0, 5);
    GetLogEventsResponse newest = get(null, false, 2);
    assertThat(messages(newest)).containsExactly("line 3", "line 4");
    GetLogEventsResponse older = get(newest.nextBackwardToken(), false, 2);
    assertThat(messages(older)).containsExactly("line 1", "line 2");
    assertThat(messages(get(older.nextForwardToken(), true, 9)))
        .containsExactly("line 3", "line 4");
    GetLogEventsResponse oldest = get(older.nextBackwardToken(), false, 2);
    assertThat(messages(oldest)).containsExactly("line 0");
    GetLogEventsResponse beyond = get(oldest.nextBackwardToken(), false, 2);
    assertThat(beyond.events()).isEmpty();
    assertThat(beyond.nextBackwardToken()).isEqualTo(oldest.nextBackwardToken());
    refused(
        400,
        "InvalidParameterException",
        "The specified nextToken is invalid.",
        () -> get("f/1/s", true, 1));
  }

  @Test
  void timesBoundBothReads() {
    putNumbered(0, 5);
    assertThat(
            logs.getLogEvents(r ->
                    r.logGroupName(GROUP).logStreamName(STREAM).startTime(now + 1).endTime(now + 3))
                .events())
        .extracting(OutputLogEvent::message)
        .containsExactly("line 1", "line 2");
    assertThat(
            logs.filterLogEvents(r -> r.logGroupName(GROUP).startTime(now + 1).endTime(now + 3))
                .events())
        .extracting(FilteredLogEvent::message)
        .containsExactly("line 1", "line 2", "line 3");
  }

  @Test
  void aTornLastLineIsForgotten() throws IOException {
    putNumbered(0, 2);
    Path file;
    try (Stream<Path> files = Files.walk(directory.resolve("logs/events"))) {
      file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    Files.writeString(file, "{\"timestamp\":17", StandardOpenOption.APPEND);
    reopen();
    putNumbered(2, 3);
    reopen();
    assertThat(messages(get(null, true, 9))).containsExactly("line 0", "line 1", "line 2");
  }

  @Test
  void whatIsTooOldOrTooNewIsToldAndLeftOut() {
    long old = now - Duration.ofDays(14).toMillis();
    PutLogEventsResponse answer =
        put(STREAM, event(old - 1, "old"), event(old + 1, "just in time"));
    assertThat(answer.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isEqualTo(1);
    long soon = now + Duration.ofHours(2).toMillis();
    answer = put(STREAM, event(now, "now"), event(soon + 1, "new"), event(soon + 2, "newer"));
    assertThat(answer.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(1);
    assertThat(messages(get(null, true, 9))).containsExactly("just in time", "now");
    assertThat(put(STREAM, event(now, "fine")).rejectedLogEventsInfo()).isNull();
  }

  @Test
  void badBatchesAreRefusedWhole() {
    refused(
        400,
        "InvalidParameterException",
        "Log events in a single PutLogEvents request must be in chronological order.",
        () -> put(STREAM, event(now + 1, "b"), event(now, "a")));
    refused(
        400,
        "InvalidParameterException",
        "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.",
        () -> put(STREAM, event(now - Duration.ofHours(25).toMillis(), "a"), event(now, "b")));
    refused(400, "InvalidParameterException", () -> put(STREAM));
    refused(
        400,
        "InvalidParameterException",
        "Upload too large: 1048577 bytes exceeds limit of 1048576",
        () -> put(STREAM, event(now, "x".repeat(1_048_576 - 25))));
    refused(
        400,
        "ResourceNotFoundException",
        "The specified log stream does not exist.",
        () -> put("none", event(now, "a")));
    assertThat(get(null, true, 9).events()).isEmpty();
  }

  @Test
  void retentionHidesEvents() {
    putNumbered(0, 2);
    logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(1));
    assertThat(get(null, true, 9).events()).hasSize(2);
    account.clock.forward(Duration.ofDays(1).plusMillis(1));
    assertThat(messages(get(null, true, 9))).containsExactly("line 1");
    assertThat(filter("")).containsExactly("line 1");
    refused(
        400,
        "InvalidParameterException",
        () -> logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(2)));
  }

  @Test
  void searchesGoThroughAllStreamsByTimeAndPage() {
    logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("jr_2"));
    for (int i = 0; i < 10; i++) {
      put(i % 2 == 0 ? STREAM : "jr_2", event(now + i, (i < 5 ? "ERROR " : "INFO ") + i));
    }
    assertThat(filter("ERROR"))
        .containsExactly("ERROR 0", "ERROR 1", "ERROR 2", "ERROR 3", "ERROR 4");

    List<FilteredLogEvent> all = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      FilterLogEventsResponse page =
          logs.filterLogEvents(
              r -> r.logGroupName(GROUP).filterPattern("ERROR").limit(2).nextToken(from));
      all.addAll(page.events());
      token = page.nextToken();
    } while (token != null);
    assertThat(all).hasSize(5).extracting(FilteredLogEvent::eventId).doesNotHaveDuplicates();
    assertThat(logs.filterLogEvents(r -> r.logGroupName(GROUP).logStreamNames("jr_2")).events())
        .hasSize(5);
    assertThat(
            logs.filterLogEvents(r -> r.logGroupName(GROUP).logStreamNamePrefix("jr_1")).events())
        .hasSize(5);
    refused(
        400,
        "InvalidParameterException",
        () ->
            logs.filterLogEvents(
                r -> r.logGroupName(GROUP).logStreamNames("jr_2").logStreamNamePrefix("jr")));
  }

  @Test
  void aStreamMadeAnewIsEmpty() {
    putNumbered(0, 3);
    logs.deleteLogStream(r -> r.logGroupName(GROUP).logStreamName(STREAM));
    refused(400, "ResourceNotFoundException", () -> get(null, true, 1));
    logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName(STREAM));
    assertThat(get(null, true, 9).events()).isEmpty();

    putNumbered(0, 3);
    logs.deleteLogGroup(r -> r.logGroupName(GROUP));
    reopen();
    assertThat(logs.describeLogGroups().logGroups()).isEmpty();
    logs.createLogGroup(r -> r.logGroupName(GROUP));
    assertThat(logs.describeLogStreams(r -> r.logGroupName(GROUP)).logStreams()).isEmpty();
  }

  @Test
  void groupsAreDescribed() {
    logs.createLogGroup(r -> r.logGroupName("other").tags(Map.of("a", "1")).kmsKeyId("arn:key"));
    logs.putRetentionPolicy(r -> r.logGroupName("other").retentionInDays(30));
    putNumbered(0, 1);
    reopen();

    LogGroup other =
        logs.describeLogGroups(r -> r.logGroupNamePrefix("oth")).logGroups().getFirst();
    assertThat(other.arn()).isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:other:*");
    assertThat(other.retentionInDays()).isEqualTo(30);
    assertThat(other.kmsKeyId()).isEqualTo("arn:key");
    assertThat(other.storedBytes()).isZero();
    assertThat(logs.listTagsForResource(r -> r.resourceArn(other.logGroupArn())).tags())
        .isEqualTo(Map.of("a", "1"));
    assertThat(logs.describeLogGroups(r -> r.logGroupNamePattern("GLUE")).logGroups())
        .singleElement()
        .satisfies(group -> assertThat(group.storedBytes()).isPositive());
    assertThat(logs.describeLogGroups(r -> r.limit(1)).nextToken()).isNotNull();
    refused(
        400,
        "ResourceAlreadyExistsException",
        "The specified log group already exists",
        () -> logs.createLogGroup(r -> r.logGroupName("other")));
    refused(
        400, "InvalidParameterException", () -> logs.createLogGroup(r -> r.logGroupName("a b")));
  }

  @Test
  void streamsAreDescribedByNameAndByTime() {
    logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("a"));
    logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("z"));
    put("z", event(now, "early"));
    put("a", event(now + 5, "late"));
    reopen();
    assertThat(logs.describeLogStreams(r -> r.logGroupName(GROUP)).logStreams())
        .extracting(LogStream::logStreamName)
        .containsExactly("a", STREAM, "z");
    List<LogStream> byTime =
        logs.describeLogStreams(
                r -> r.logGroupName(GROUP).orderBy("LastEventTime").descending(true))
            .logStreams();
    assertThat(byTime).extracting(LogStream::logStreamName).containsExactly("a", "z", STREAM);
    assertThat(byTime.getFirst().lastEventTimestamp()).isEqualTo(now + 5);
    assertThat(byTime.getFirst().firstEventTimestamp()).isEqualTo(now + 5);
    refused(
        400,
        "InvalidParameterException",
        "Cannot order by LastEventTime with a logStreamNamePrefix.",
        () ->
            logs.describeLogStreams(
                r -> r.logGroupName(GROUP).orderBy("LastEventTime").logStreamNamePrefix("a")));
  }

  @Test
  void theServerItselfWritesLogs() {
    account
        .services
        .logWriter()
        .write("/aws-glue/crawlers", "orders", List.of(event(now, "begun"), event(now, "ended")));
    account
        .services
        .logWriter()
        .write("/aws-glue/crawlers", "orders", List.of(event(now, "again")));
    assertThat(
            logs.getLogEvents(r ->
                    r.logGroupIdentifier(
                            "arn:aws:logs:us-east-1:000000000000:log-group:/aws-glue/crawlers")
                        .logStreamName("orders")
                        .startFromHead(true))
                .events())
        .extracting(OutputLogEvent::message)
        .containsExactly("begun", "ended", "again");
  }
}
