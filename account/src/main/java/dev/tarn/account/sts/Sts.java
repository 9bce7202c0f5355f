package dev.tarn.account.sts;

import dev.tarn.account.iam.Iam;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;

/** The STS service. */
public final class Sts {
  private static final String API_VERSION = "2011-06-15";

  private final Sessions sessions;
  private final OperationTable operations;

  private Sts(Sessions sessions, OperationTable operations) {
    this.sessions = sessions;
    this.operations = operations;
  }

  /** Reads the sessions below the directory. */
  public static Sts open(
      Path directory, AtomicFiles files, Iam iam, AwsAccount account, UniqueIds ids, Clock clock)
      throws IOException {
    var kept = EntityFiles.open(directory.resolve("sessions"), AssumeRoleResponse.class, files);
    Sessions sessions = new Sessions(kept, iam, account, ids, clock);
    StsOperations operations = new StsOperations(sessions, iam, account, clock);
    OperationTable table =
        OperationTable.builder(ServiceModel.of(StsClient.class, "Sts", API_VERSION))
            .add(AssumeRoleRequest.class, operations::assumeRole)
            .add(AssumeRoleWithWebIdentityRequest.class, operations::assumeRoleWithWebIdentity)
            .add(GetAccessKeyInfoRequest.class, operations::getAccessKeyInfo)
            .add(GetCallerIdentityRequest.class, operations::getCallerIdentity)
            .add(GetSessionTokenRequest.class, operations::getSessionToken)
            .build();
    return new Sts(sessions, table);
  }

  public OperationTable operations() {
    return operations;
  }

  /** The key of a user, or temporary credentials, also expired ones. */
  public Optional<Credentials> credentials(String accessKeyId) {
    return sessions.credentials(accessKeyId);
  }

  /** The secret that belongs to an access key of a user, or to temporary credentials. */
  public Optional<String> secret(String accessKeyId) {
    return sessions.secret(accessKeyId);
  }
}
