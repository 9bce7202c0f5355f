package dev.tarn.account.logs;

import dev.tarn.account.request.SerialWrites;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.storage.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;

/**
 * The CloudWatch Logs service.
 *
 * @param operations what clients call
 * @param writer how this server writes logs itself
 */
public record CloudWatchLogs(OperationTable operations, LogWriter writer) {
  private static final System.Logger LOG = System.getLogger(CloudWatchLogs.class.getName());
  private static final String TARGET_PREFIX = "Logs_20140328";

  /** The service on what is below the directory. */
  @SuppressWarnings("deprecation") // older clients still tag by the older operations
  public static CloudWatchLogs open(
      Path directory, AtomicFiles atomicFiles, AwsAccount account, Clock clock) throws IOException {
    LogFiles files = LogFiles.open(directory, atomicFiles);
    SerialWrites writes = new SerialWrites();
    var groups = new GroupOperations(files, account, clock);
    var tags = new GroupTags(files);
    var streams = new StreamOperations(files, account, clock);
    var events = new EventOperations(files, clock);
    var filters = new FilterOperations(files, clock);
    OperationTable table =
        OperationTable.builder(
                ServiceModel.of(CloudWatchLogsClient.class, "CloudWatchLogs", TARGET_PREFIX))
            .add(CreateLogGroupRequest.class, writes.alone(groups::create))
            .add(DeleteLogGroupRequest.class, writes.alone(groups::delete))
            .add(DescribeLogGroupsRequest.class, groups::describe)
            .add(PutRetentionPolicyRequest.class, writes.alone(groups::putRetention))
            .add(DeleteRetentionPolicyRequest.class, writes.alone(groups::deleteRetention))
            .add(AssociateKmsKeyRequest.class, writes.alone(groups::associateKey))
            .add(DisassociateKmsKeyRequest.class, writes.alone(groups::disassociateKey))
            .add(TagResourceRequest.class, writes.alone(tags::tag))
            .add(UntagResourceRequest.class, writes.alone(tags::untag))
            .add(ListTagsForResourceRequest.class, tags::list)
            .add(TagLogGroupRequest.class, writes.alone(tags::tagGroup))
            .add(UntagLogGroupRequest.class, writes.alone(tags::untagGroup))
            .add(ListTagsLogGroupRequest.class, tags::listOfGroup)
            .add(CreateLogStreamRequest.class, writes.alone(streams::create))
            .add(DeleteLogStreamRequest.class, writes.alone(streams::delete))
            .add(DescribeLogStreamsRequest.class, streams::describe)
            .add(PutLogEventsRequest.class, writes.alone(events::put))
            .add(GetLogEventsRequest.class, events::get)
            .add(FilterLogEventsRequest.class, filters::filter)
            .build();
    CloudWatchLogsClient client = table.inProcessClient(CloudWatchLogsClient.class);
    return new CloudWatchLogs(
        table,
        (group, stream, written) -> {
          if (files.groups().find(group).isEmpty()) {
            unlessThere(() -> client.createLogGroup(r -> r.logGroupName(group)));
          }
          if (!files.hasStream(group, stream)) {
            unlessThere(
                () -> client.createLogStream(r -> r.logGroupName(group).logStreamName(stream)));
          }
          client.putLogEvents(r -> r.logGroupName(group).logStreamName(stream).logEvents(written));
        });
  }

  /** Somebody else may have been faster. */
  private static void unlessThere(Runnable creation) {
    try {
      creation.run();
    } catch (ResourceAlreadyExistsException e) {
      LOG.log(System.Logger.Level.TRACE, "made at the same time", e);
    }
  }
}
