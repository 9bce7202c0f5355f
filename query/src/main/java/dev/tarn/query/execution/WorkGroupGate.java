package dev.tarn.query.execution;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.query.dialect.ParsedStatement;
import dev.tarn.query.dialect.TrinoStatement;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.failure.QueryFailure;
import dev.tarn.query.workgroup.ManagedResultsRules;
import dev.tarn.query.workgroup.OutputLocation;
import dev.tarn.query.workgroup.ResultTarget;
import dev.tarn.query.workgroup.WorkGroups;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

/** Whether a query may run in its work group and leave its results where it wants to. */
final class WorkGroupGate {
  private final AwsAccount account;
  private final ObjectStore objects;

  WorkGroupGate(AwsAccount account, ObjectStore objects) {
    this.account = account;
    this.objects = objects;
  }

  /** Answers with an InvalidRequestException when StartQueryExecution refuses. */
  Optional<OutputLocation> check(
      Optional<WorkGroup> group, ResultTarget target, ParsedStatement statement) {
    if (group.isEmpty()) {
      throw WorkGroups.notFound();
    }
    if (group.get().state() == WorkGroupState.DISABLED) {
      throw InvalidRequests.invalidInput("WorkGroup " + group.get().name() + " is disabled.");
    }
    if (target.managed().isPresent()) {
      ManagedResultsRules.checkAlone(target.configuration());
      return Optional.empty();
    }
    OutputLocation output = target.location().orElseThrow(WorkGroupGate::noOutputLocation);
    EncryptionConfiguration encryption = target.configuration().encryptionConfiguration();
    if (encryption != null && encryption.encryptionOption() == EncryptionOption.CSE_KMS) {
      throw InvalidRequests.invalidInput(
          "Results with client-side encryption (CSE_KMS) are not supported by this server.");
    }
    if (!objects.bucketExists(output.bucket())) {
      throw InvalidRequests.invalidInput(
          "Unable to verify/create output bucket " + output.bucket());
    }
    if (target.enforced() && namesItsLocation(statement)) {
      throw InvalidRequests.invalidInput(
          "The Create Table As Select query failed because it was submitted with an"
              + " 'external_location' property to an Athena Workgroup that enforces a centralized"
              + " output location for all queries. Please remove the 'external_location' property"
              + " and resubmit the query.");
    }
    return Optional.of(output);
  }

  /**
   * Answers with an InvalidRequestException when a table would lie beside results that are in no
   * bucket.
   *
   * @param statement what will run, not the EXECUTE that asks for it
   */
  void checkTable(ResultTarget target, ParsedStatement statement) {
    if (target.managed().isPresent() && needsOutputLocation(statement)) {
      throw noOutputLocation();
    }
  }

  private static InvalidRequestException noOutputLocation() {
    return InvalidRequests.invalidInput(
        "No output location provided. An output location is required either through the Workgroup"
            + " result configuration setting or as an API input.");
  }

  /** A table without a location of its own is beside the results. */
  private static boolean needsOutputLocation(ParsedStatement statement) {
    return statement instanceof TrinoStatement trino
        && trino.createdTable().stream().anyMatch(table -> !table.locationGiven());
  }

  private static boolean namesItsLocation(ParsedStatement statement) {
    return statement instanceof TrinoStatement trino
        && trino.createdTable().stream()
            .anyMatch(table -> table.locationGiven() && !table.iceberg());
  }

  /**
   * Why the query will fail for its results: buckets of another account than the expected one are
   * not written to. Data that the statement itself writes is not meant.
   */
  Optional<QueryFailure> refusal(ResultTarget target, ObjectKey location) {
    String owner = target.configuration().expectedBucketOwner();
    boolean foreign = owner != null && !owner.equals(account.accountId());
    return foreign ? Optional.of(QueryFailure.accessDenied(location.uri())) : Optional.empty();
  }
}
