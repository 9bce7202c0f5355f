package dev.tarn.account;

import dev.tarn.account.ec2.Ec2;
import dev.tarn.account.iam.Iam;
import dev.tarn.account.kms.Kms;
import dev.tarn.account.logs.CloudWatchLogs;
import dev.tarn.account.logs.LogWriter;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.account.sts.Sts;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationTable;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The services of one account on files. Each is opened when it is first asked for, so that a server
 * which nobody asks for roles or keys reads none of them. Thread-safe.
 */
public final class AccountServices {
  private final Lazy<Iam> iam;
  private final Lazy<Sts> sts;
  private final Lazy<OperationTable> iamOperations;
  private final Lazy<OperationTable> kms;
  private final Lazy<CloudWatchLogs> logs;
  private final Lazy<OperationTable> ec2;

  /**
   * Reads nothing yet.
   *
   * @param directory of all these services; each makes its own below it
   */
  public AccountServices(
      Path directory, AwsAccount account, Clock clock, IdGenerator ids, Durability durability) {
    AtomicFiles files = new AtomicFiles(durability);
    UniqueIds unique = new UniqueIds(ids);
    iam = new Lazy<>(() -> Iam.open(directory.resolve("iam"), files, account, unique, clock));
    iamOperations = new Lazy<>(() -> iam.get().operations());
    sts =
        new Lazy<>(
            () -> Sts.open(directory.resolve("sts"), files, iam.get(), account, unique, clock));
    kms = new Lazy<>(() -> Kms.open(directory.resolve("kms"), files, account, unique, clock));
    logs = new Lazy<>(() -> CloudWatchLogs.open(directory.resolve("logs"), files, account, clock));
    ec2 = new Lazy<>(() -> Ec2.open(directory.resolve("ec2"), files, account, unique, clock));
  }

  public OperationTable sts() {
    return sts.get().operations();
  }

  public OperationTable iam() {
    return iamOperations.get();
  }

  public OperationTable kms() {
    return kms.get();
  }

  public OperationTable logs() {
    return logs.get().operations();
  }

  public OperationTable ec2() {
    return ec2.get();
  }

  /** How the rest of the server writes logs; opens nothing before the first write. */
  public LogWriter logWriter() {
    return (group, stream, events) -> logs.get().writer().write(group, stream, events);
  }

  /**
   * The secret that belongs to an access key which IAM or STS made here, as long as it is good;
   * what a signature is to be verified with.
   */
  public Optional<String> secret(String accessKeyId) {
    return sts.get().secret(accessKeyId);
  }

  /**
   * The access key that IAM or STS made here, also when its time is over; what a signature is to be
   * verified with. Without token and end it is a user's own.
   */
  public Optional<Credentials> credentials(String accessKeyId) {
    return sts.get().credentials(accessKeyId);
  }

  private interface Opening<T> {
    T open() throws IOException;
  }

  /** Opens once; after a failure the next call tries again. */
  private static final class Lazy<T> {
    private final Opening<T> opening;
    private volatile Optional<T> opened = Optional.empty();

    private Lazy(Opening<T> opening) {
      this.opening = opening;
    }

    private T get() {
      Optional<T> known = opened;
      return known.isPresent() ? known.get() : open();
    }

    private synchronized T open() {
      if (opened.isEmpty()) {
        try {
          opened = Optional.of(opening.open());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return opened.get();
    }
  }
}
