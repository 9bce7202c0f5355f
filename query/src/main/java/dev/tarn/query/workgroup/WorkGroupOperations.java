package dev.tarn.query.workgroup;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.validation.Constraints;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.request.Page;
import dev.tarn.query.tag.TagOperations;
import dev.tarn.query.tag.Tags;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.CreateWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.CreateWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.DeleteWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.DeleteWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.EngineVersion;
import software.amazon.awssdk.services.athena.model.GetWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.GetWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.ListEngineVersionsRequest;
import software.amazon.awssdk.services.athena.model.ListEngineVersionsResponse;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsRequest;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsResponse;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.UpdateWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.UpdateWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

/** Work groups as the API shows and changes them. */
public final class WorkGroupOperations {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,128}");
  private static final int MAX_PAGE = 50;
  private static final long MIN_SCAN_CUTOFF = 10_000_000;

  private final WorkGroups workGroups;
  private final Tags tags;
  private final AwsAccount account;
  private final Clock clock;
  private final List<WorkGroupContents> contents;

  /**
   * @param contents everything that can be in a work group
   */
  public WorkGroupOperations(
      WorkGroups workGroups,
      Tags tags,
      AwsAccount account,
      Clock clock,
      List<WorkGroupContents> contents) {
    this.workGroups = workGroups;
    this.tags = tags;
    this.account = account;
    this.clock = clock;
    this.contents = List.copyOf(contents);
  }

  public GetWorkGroupResponse getWorkGroup(GetWorkGroupRequest request) {
    checkName("workGroup", request.workGroup());
    return GetWorkGroupResponse.builder()
        .workGroup(workGroups.require(request.workGroup()))
        .build();
  }

  public ListWorkGroupsResponse listWorkGroups(ListWorkGroupsRequest request) {
    Constraints.withoutValues()
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), 1, MAX_PAGE)
        .orThrow(InvalidRequests::invalidInput);
    int size = request.maxResults() == null ? MAX_PAGE : request.maxResults();
    Page<WorkGroup> page = Page.of(workGroups.all(), "ListWorkGroups", request.nextToken(), size);
    return ListWorkGroupsResponse.builder()
        .workGroups(page.items().stream().map(WorkGroupOperations::summary).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static WorkGroupSummary summary(WorkGroup workGroup) {
    String description = workGroup.description();
    return WorkGroupSummary.builder()
        .name(workGroup.name())
        .state(workGroup.state())
        .description(description == null ? "" : description)
        .creationTime(workGroup.creationTime())
        .engineVersion(workGroup.configuration().engineVersion())
        .identityCenterApplicationArn(workGroup.identityCenterApplicationArn())
        .build();
  }

  public CreateWorkGroupResponse createWorkGroup(CreateWorkGroupRequest request) {
    checkName("name", request.name());
    checkDescription(request.description());
    if (request.hasTags() && request.tags().isEmpty()) {
      throw InvalidRequests.invalidInput("Tags provided upon WorkGroup creation must not be empty");
    }
    TagOperations.check(request.tags());
    workGroups.create(
        WorkGroup.builder()
            .name(request.name())
            .state(WorkGroupState.ENABLED)
            .description(emptyToNull(request.description()))
            .creationTime(clock.instant())
            .configuration(created(request.configuration()))
            .build());
    if (request.hasTags()) {
      tags.add(arn(request.name()), request.tags());
    }
    return CreateWorkGroupResponse.builder().build();
  }

  /** Fills in what a request leaves out; flags are always answered. */
  private static WorkGroupConfiguration created(@Nullable WorkGroupConfiguration requested) {
    WorkGroupConfiguration given =
        requested == null ? WorkGroupConfiguration.builder().build() : requested;
    checkScanCutoff("configuration", given.bytesScannedCutoffPerQuery());
    ResultConfiguration results = given.resultConfiguration();
    ResultConfigurations.check("configuration.resultConfiguration", results);
    if (results != null && results.outputLocation() != null) {
      OutputLocation.parse(results.outputLocation());
    }
    var managed = given.managedQueryResultsConfiguration();
    ManagedResultsRules.check("configuration.managedQueryResultsConfiguration", managed);
    if (ManagedResultsRules.isEnabled(managed)) {
      ManagedResultsRules.checkAlone(results);
    }
    return given.toBuilder()
        .enforceWorkGroupConfiguration(orElse(given.enforceWorkGroupConfiguration(), true))
        // moto's test of this was verified on AWS: metrics are off unless they are asked for.
        .publishCloudWatchMetricsEnabled(orElse(given.publishCloudWatchMetricsEnabled(), false))
        .requesterPaysEnabled(orElse(given.requesterPaysEnabled(), false))
        .enableMinimumEncryptionConfiguration(
            orElse(given.enableMinimumEncryptionConfiguration(), false))
        .resultConfiguration(results == null ? ResultConfiguration.builder().build() : results)
        .engineVersion(EngineVersions.resolve(given.engineVersion()))
        .build();
  }

  public UpdateWorkGroupResponse updateWorkGroup(UpdateWorkGroupRequest request) {
    checkName("workGroup", request.workGroup());
    checkDescription(request.description());
    Constraints.withoutValues()
        .oneOf("state", request.stateAsString(), WorkGroupState.knownValues())
        .orThrow(InvalidRequests::invalidInput);
    var updates = request.configurationUpdates();
    if (updates != null) {
      checkScanCutoff("configurationUpdates", updates.bytesScannedCutoffPerQuery());
      ResultConfigurations.check(
          "configurationUpdates.resultConfigurationUpdates", updates.resultConfigurationUpdates());
      ManagedResultsRules.check(
          "configurationUpdates.managedQueryResultsConfigurationUpdates",
          updates.managedQueryResultsConfigurationUpdates());
    }
    workGroups.update(
        request.workGroup(),
        before -> {
          WorkGroup.Builder after = before.toBuilder();
          if (request.description() != null) {
            after.description(emptyToNull(request.description()));
          }
          if (request.state() != null) {
            after.state(request.state());
          }
          if (updates != null) {
            after.configuration(WorkGroupUpdates.apply(before.configuration(), updates));
          }
          return after.build();
        });
    return UpdateWorkGroupResponse.builder().build();
  }

  public DeleteWorkGroupResponse deleteWorkGroup(DeleteWorkGroupRequest request) {
    checkName("workGroup", request.workGroup());
    String name = request.workGroup();
    if (name.equals(WorkGroups.PRIMARY)) {
      throw InvalidRequests.invalidInput("The primary workgroup cannot be deleted");
    }
    WorkGroup workGroup = workGroups.require(name);
    boolean recursive = Boolean.TRUE.equals(request.recursiveDeleteOption());
    if (!recursive && contents.stream().anyMatch(content -> content.isPresentIn(workGroup))) {
      throw InvalidRequests.invalidInput("WorkGroup " + name + " is not empty");
    }
    contents.forEach(content -> content.removeFrom(workGroup));
    workGroups.delete(name);
    tags.removeAll(arn(name));
    return DeleteWorkGroupResponse.builder().build();
  }

  public ListEngineVersionsResponse listEngineVersions(ListEngineVersionsRequest request) {
    Constraints.withoutValues()
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), 1, 10)
        .orThrow(InvalidRequests::invalidInput);
    List<EngineVersion> versions = EngineVersions.all();
    return ListEngineVersionsResponse.builder().engineVersions(versions).build();
  }

  /** Whether there is a work group with that ARN. */
  public boolean isArnOfWorkGroup(String arn) {
    String prefix = arn("");
    return arn.startsWith(prefix) && workGroups.find(arn.substring(prefix.length())).isPresent();
  }

  /** The ARN that tags are kept under. */
  private String arn(String name) {
    return account.arn("athena", "workgroup/" + name);
  }

  private static void checkName(String member, @Nullable String name) {
    Constraints.withoutValues()
        .notNull(member, name)
        .pattern(member, name, NAME)
        .orThrow(InvalidRequests::invalidInput);
  }

  private static void checkDescription(@Nullable String description) {
    Constraints.withoutValues()
        .length("description", description, 0, 1024)
        .orThrow(InvalidRequests::invalidInput);
  }

  private static void checkScanCutoff(String parent, @Nullable Long bytes) {
    Constraints.withoutValues()
        .range(parent + ".bytesScannedCutoffPerQuery", bytes, MIN_SCAN_CUTOFF, Long.MAX_VALUE)
        .orThrow(InvalidRequests::invalidInput);
  }

  private static boolean orElse(@Nullable Boolean flag, boolean otherwise) {
    return flag == null ? otherwise : flag;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
