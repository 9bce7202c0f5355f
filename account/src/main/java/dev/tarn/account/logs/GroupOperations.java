package dev.tarn.account.logs;

import dev.tarn.account.request.Page;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsErrors;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** Log groups. */
final class GroupOperations {
  private static final List<Integer> RETENTIONS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private final LogFiles files;
  private final AwsAccount account;
  private final Clock clock;

  GroupOperations(LogFiles files, AwsAccount account, Clock clock) {
    this.files = files;
    this.account = account;
    this.clock = clock;
  }

  CreateLogGroupResponse create(CreateLogGroupRequest request) {
    String name = LogsRules.group(request.logGroupName());
    LogGroupClass kind =
        Objects.requireNonNullElse(request.logGroupClass(), LogGroupClass.STANDARD);
    if (kind == LogGroupClass.UNKNOWN_TO_SDK_VERSION) {
      throw LogsErrors.invalidParameter(
          "Invalid logGroupClass: " + request.logGroupClassAsString());
    }
    if (kind != LogGroupClass.STANDARD
        || Boolean.TRUE.equals(request.deletionProtectionEnabled())) {
      throw AwsErrors.notImplemented(
          "CloudWatchLogs", "CreateLogGroup with another class or with deletion protection");
    }
    GroupTags.check(request.tags());
    if (files.groups().find(name).isPresent()) {
      throw LogsErrors.alreadyExists("The specified log group already exists");
    }
    if (!request.tags().isEmpty()) {
      files.tags().put(name, ListTagsForResourceResponse.builder().tags(request.tags()).build());
    }
    String arn = LogsRules.groupArn(account, name);
    files
        .groups()
        .put(
            name,
            LogGroup.builder()
                .logGroupName(name)
                .creationTime(clock.millis())
                .metricFilterCount(0)
                .arn(arn + ":*")
                .logGroupArn(arn)
                .logGroupClass(kind)
                .kmsKeyId(request.kmsKeyId())
                .build());
    return CreateLogGroupResponse.builder().build();
  }

  DeleteLogGroupResponse delete(DeleteLogGroupRequest request) {
    files.deleteGroup(files.group(LogsRules.group(request.logGroupName())).logGroupName());
    return DeleteLogGroupResponse.builder().build();
  }

  DescribeLogGroupsResponse describe(DescribeLogGroupsRequest request) {
    String prefix = Objects.requireNonNullElse(request.logGroupNamePrefix(), "");
    String part = request.logGroupNamePattern();
    if (request.logGroupNamePrefix() != null && part != null) {
      throw LogsErrors.invalidParameter(
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    NavigableMap<String, LogGroup> all =
        files.groups().all().subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    Page<LogGroup> page =
        Page.of(
            all,
            group -> contains(group.logGroupName(), part) && isOfClass(group, request),
            LogsRules.page(
                "DescribeLogGroups" + prefix + "|" + part, request.nextToken(), request.limit()));
    return DescribeLogGroupsResponse.builder()
        .logGroups(page.map(this::answer))
        .nextToken(page.nextToken())
        .build();
  }

  private static boolean isOfClass(LogGroup group, DescribeLogGroupsRequest request) {
    return request.logGroupClass() == null
        || Objects.equals(request.logGroupClass(), group.logGroupClass());
  }

  /** A pattern is a part of the name, whatever its case. */
  private static boolean contains(String name, @Nullable String part) {
    return part == null || name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private LogGroup answer(LogGroup group) {
    long bytes =
        files.streamsOf(group.logGroupName()).values().stream()
            .mapToLong(stream -> files.events(group.logGroupName(), stream.logStreamName()).size())
            .sum();
    return group.toBuilder().storedBytes(bytes).build();
  }

  PutRetentionPolicyResponse putRetention(PutRetentionPolicyRequest request) {
    LogGroup group = files.group(LogsRules.group(request.logGroupName()));
    if (!RETENTIONS.contains(request.retentionInDays())) {
      throw LogsErrors.invalidParameter("Invalid retention value: " + request.retentionInDays());
    }
    keep(group.toBuilder().retentionInDays(request.retentionInDays()).build());
    return PutRetentionPolicyResponse.builder().build();
  }

  DeleteRetentionPolicyResponse deleteRetention(DeleteRetentionPolicyRequest request) {
    LogGroup group = files.group(LogsRules.group(request.logGroupName()));
    keep(group.toBuilder().retentionInDays(null).build());
    return DeleteRetentionPolicyResponse.builder().build();
  }

  AssociateKmsKeyResponse associateKey(AssociateKmsKeyRequest request) {
    LogGroup group = files.group(name(request.logGroupName(), request.resourceIdentifier()));
    if (request.kmsKeyId() == null) {
      throw LogsErrors.invalidParameter("The kmsKeyId must not be null.");
    }
    keep(group.toBuilder().kmsKeyId(request.kmsKeyId()).build());
    return AssociateKmsKeyResponse.builder().build();
  }

  DisassociateKmsKeyResponse disassociateKey(DisassociateKmsKeyRequest request) {
    LogGroup group = files.group(name(request.logGroupName(), request.resourceIdentifier()));
    keep(group.toBuilder().kmsKeyId(null).build());
    return DisassociateKmsKeyResponse.builder().build();
  }

  private static String name(@Nullable String name, @Nullable String identifier) {
    return identifier == null ? LogsRules.group(name) : LogsRules.byArn(identifier);
  }

  private void keep(LogGroup group) {
    files.groups().put(group.logGroupName(), group);
  }
}
