package dev.tarn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.engine.EngineColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsResponse;
import software.amazon.awssdk.services.athena.model.ResourceNotFoundException;
import software.amazon.awssdk.services.athena.model.Tag;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

class WorkGroupOperationsTest {
  private static final String ARN = "arn:aws:athena:us-east-1:000000000000:workgroup/team";

  @TempDir Path directory;
  private AthenaFixture athena;

  @BeforeEach
  void open() throws IOException {
    athena = new AthenaFixture(directory);
  }

  @AfterEach
  void close() throws IOException {
    athena.close();
  }

  @Test
  void untouchedPrimaryIsAsAwsShowsIt() {
    WorkGroup primary = get("primary");
    assertThat(primary.state()).isEqualTo(WorkGroupState.ENABLED);
    assertThat(primary.description()).isNull();
    assertThat(primary.creationTime()).isNotNull();
    assertThat(primary.configuration().enforceWorkGroupConfiguration()).isFalse();
    assertThat(primary.configuration().publishCloudWatchMetricsEnabled()).isFalse();
    assertThat(primary.configuration().requesterPaysEnabled()).isFalse();
    assertThat(primary.configuration().enableMinimumEncryptionConfiguration()).isFalse();
    assertThat(primary.configuration().resultConfiguration()).isNotNull();
    assertThat(primary.configuration().resultConfiguration().outputLocation()).isNull();
    assertThat(primary.configuration().engineVersion().selectedEngineVersion()).isEqualTo("AUTO");
    assertThat(primary.configuration().engineVersion().effectiveEngineVersion())
        .isEqualTo("Athena engine version 3");
    assertThat(client().listWorkGroups(list -> {}).workGroups().getFirst().description()).isEmpty();
  }

  @Test
  void createdWorkGroupSurvivesARestart() throws IOException {
    client()
        .createWorkGroup(create ->
            create
                .name("team")
                .description("ours")
                .configuration(c ->
                    c.bytesScannedCutoffPerQuery(10_000_000L)
                        .resultConfiguration(r -> r.outputLocation("s3://out/team/")))
                .tags(Tag.builder().key("k").value("v").build()));
    WorkGroup created = get("team");
    assertThat(created.configuration().enforceWorkGroupConfiguration()).isTrue();
    assertThat(created.configuration().publishCloudWatchMetricsEnabled()).isFalse();
    assertThat(created.configuration().resultConfiguration().outputLocation())
        .isEqualTo("s3://out/team/");
    assertThat(created.configuration().resultConfiguration().encryptionConfiguration()).isNull();
    athena.restart();
    assertThat(get("team")).isEqualTo(created);
    assertThat(client().listTagsForResource(list -> list.resourceARN(ARN)).tags())
        .containsExactly(Tag.builder().key("k").value("v").build());
    assertInvalid(
        () -> client().createWorkGroup(create -> create.name("team")),
        "WorkGroup is already created");
  }

  @Test
  void updatesMergeAndRemoveFlagsClear() {
    client()
        .createWorkGroup(create ->
            create
                .name("team")
                .description("ours")
                .configuration(c ->
                    c.bytesScannedCutoffPerQuery(10_000_000L)
                        .publishCloudWatchMetricsEnabled(true)
                        .resultConfiguration(r ->
                            r.outputLocation("s3://out/team/")
                                .expectedBucketOwner("123456789012"))));
    client()
        .updateWorkGroup(update ->
            update
                .workGroup("team")
                .description("")
                .state(WorkGroupState.DISABLED)
                .configurationUpdates(c ->
                    c.enforceWorkGroupConfiguration(false)
                        .removeBytesScannedCutoffPerQuery(true)
                        .resultConfigurationUpdates(r -> r.removeOutputLocation(true))));
    WorkGroup updated = get("team");
    assertThat(updated.description()).isNull();
    assertThat(updated.state()).isEqualTo(WorkGroupState.DISABLED);
    assertThat(updated.configuration().enforceWorkGroupConfiguration()).isFalse();
    assertThat(updated.configuration().publishCloudWatchMetricsEnabled()).isTrue();
    assertThat(updated.configuration().bytesScannedCutoffPerQuery()).isNull();
    assertThat(updated.configuration().resultConfiguration().outputLocation()).isNull();
    assertThat(updated.configuration().resultConfiguration().expectedBucketOwner())
        .isEqualTo("123456789012");
  }

  @Test
  void unknownOrMalformedNamesAreRefused() {
    assertInvalid(() -> get("none"), "WorkGroup is not found.");
    assertInvalid(
        () -> client().updateWorkGroup(update -> update.workGroup("none")),
        "WorkGroup is not found.");
    assertThatThrownBy(() -> client().createWorkGroup(create -> create.name("no good")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Member must satisfy regular expression pattern");
    assertInvalid(
        () -> client().createWorkGroup(create -> create.name("x").tags(List.of())),
        "Tags provided upon WorkGroup creation must not be empty");
    assertThatThrownBy(() ->
            client()
                .createWorkGroup(create ->
                    create.name("x").configuration(c -> c.bytesScannedCutoffPerQuery(1L))))
        .hasMessageContaining("Member must have value greater than or equal to 10000000");
  }

  @Test
  void listsByNameInPages() {
    for (String name : List.of("b", "a", "z")) {
      client().createWorkGroup(create -> create.name(name));
    }
    ListWorkGroupsResponse first = client().listWorkGroups(list -> list.maxResults(3));
    assertThat(first.workGroups().stream().map(WorkGroupSummary::name))
        .containsExactly("a", "b", "primary");
    ListWorkGroupsResponse second =
        client().listWorkGroups(list -> list.maxResults(3).nextToken(first.nextToken()));
    assertThat(second.workGroups().stream().map(WorkGroupSummary::name)).containsExactly("z");
    assertThat(second.nextToken()).isNull();
    assertInvalid(
        () -> client().listWorkGroups(list -> list.nextToken("x")),
        "The nextPageToken is malformed: x");
  }

  @Test
  void onlyAnEmptyWorkGroupIsDeletedUnlessRecursively() {
    client()
        .createWorkGroup(create ->
            create.name("team").configuration(c -> c.enforceWorkGroupConfiguration(false)));
    athena.engine.answer("SELECT 1", List.of(new EngineColumn("a", "integer")), List.of());
    String id =
        client()
            .startQueryExecution(AthenaFixture.request("SELECT 1").workGroup("team").build())
            .queryExecutionId();
    athena.finish(id);
    assertInvalid(
        () -> client().deleteWorkGroup(delete -> delete.workGroup("team")),
        "WorkGroup team is not empty");
    client().deleteWorkGroup(delete -> delete.workGroup("team").recursiveDeleteOption(true));
    assertInvalid(() -> get("team"), "WorkGroup is not found.");
    client().createWorkGroup(create -> create.name("team"));
    assertThat(client().listQueryExecutions(list -> list.workGroup("team")).queryExecutionIds())
        .isEmpty();
    client().deleteWorkGroup(delete -> delete.workGroup("team"));
    assertThatThrownBy(() -> client().deleteWorkGroup(delete -> delete.workGroup("primary")))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void refusedTagsLeaveNoWorkGroup() {
    List<Tag> many =
        IntStream.rangeClosed(0, 50)
            .mapToObj(i -> Tag.builder().key("k" + i).value("v").build())
            .toList();
    assertInvalid(
        () -> client().createWorkGroup(create -> create.name("tagged").tags(many)),
        "The number of tags exceeds the limit of 50 tags for a resource");
    assertInvalid(
        () ->
            client()
                .createWorkGroup(create ->
                    create.name("tagged").tags(Tag.builder().key("aws:x").value("v").build())),
        "Tag keys with the prefix aws: are reserved for AWS");
    assertInvalid(
        () -> client().getWorkGroup(get -> get.workGroup("tagged")), "WorkGroup is not found.");
  }

  @Test
  void tagsAreChangedByArn() {
    client().createWorkGroup(create -> create.name("team"));
    client()
        .tagResource(tag ->
            tag.resourceARN(ARN)
                .tags(
                    Tag.builder().key("a").value("1").build(),
                    Tag.builder().key("b").value("2").build()));
    client()
        .tagResource(tag -> tag.resourceARN(ARN).tags(Tag.builder().key("a").value("3").build()));
    client().untagResource(untag -> untag.resourceARN(ARN).tagKeys("b"));
    assertThat(client().listTagsForResource(list -> list.resourceARN(ARN)).tags())
        .containsExactly(Tag.builder().key("a").value("3").build());
    assertThatThrownBy(
            () -> client().listTagsForResource(list -> list.resourceARN(ARN + "-unknown")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void listsEngineVersions() {
    assertThat(
            client().listEngineVersions(list -> {}).engineVersions().stream()
                .map(version -> version.selectedEngineVersion()))
        .containsExactly("AUTO", "Athena engine version 3");
  }

  private AthenaClient client() {
    return athena.client();
  }

  private WorkGroup get(String name) {
    return client().getWorkGroup(get -> get.workGroup(name)).workGroup();
  }

  private static void assertInvalid(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
              assertThat(e.athenaErrorCode()).isEqualTo("INVALID_INPUT");
            });
  }
}
