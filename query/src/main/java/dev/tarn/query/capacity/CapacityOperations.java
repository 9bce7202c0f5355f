package dev.tarn.query.capacity;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.validation.Constraints;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.request.Page;
import dev.tarn.query.tag.TagOperations;
import dev.tarn.query.tag.Tags;
import dev.tarn.query.workgroup.WorkGroups;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.CancelCapacityReservationRequest;
import software.amazon.awssdk.services.athena.model.CancelCapacityReservationResponse;
import software.amazon.awssdk.services.athena.model.CapacityAllocation;
import software.amazon.awssdk.services.athena.model.CapacityAllocationStatus;
import software.amazon.awssdk.services.athena.model.CapacityAssignmentConfiguration;
import software.amazon.awssdk.services.athena.model.CapacityReservation;
import software.amazon.awssdk.services.athena.model.CapacityReservationStatus;
import software.amazon.awssdk.services.athena.model.CreateCapacityReservationRequest;
import software.amazon.awssdk.services.athena.model.CreateCapacityReservationResponse;
import software.amazon.awssdk.services.athena.model.DeleteCapacityReservationRequest;
import software.amazon.awssdk.services.athena.model.DeleteCapacityReservationResponse;
import software.amazon.awssdk.services.athena.model.GetCapacityAssignmentConfigurationRequest;
import software.amazon.awssdk.services.athena.model.GetCapacityAssignmentConfigurationResponse;
import software.amazon.awssdk.services.athena.model.GetCapacityReservationRequest;
import software.amazon.awssdk.services.athena.model.GetCapacityReservationResponse;
import software.amazon.awssdk.services.athena.model.ListApplicationDpuSizesRequest;
import software.amazon.awssdk.services.athena.model.ListApplicationDpuSizesResponse;
import software.amazon.awssdk.services.athena.model.ListCapacityReservationsRequest;
import software.amazon.awssdk.services.athena.model.ListCapacityReservationsResponse;
import software.amazon.awssdk.services.athena.model.PutCapacityAssignmentConfigurationRequest;
import software.amazon.awssdk.services.athena.model.PutCapacityAssignmentConfigurationResponse;
import software.amazon.awssdk.services.athena.model.UpdateCapacityReservationRequest;
import software.amazon.awssdk.services.athena.model.UpdateCapacityReservationResponse;

/** Capacity reservations as the API shows and changes them. */
public final class CapacityOperations {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,128}");
  private static final int MIN_DPUS = 4;
  private static final int MAX_PAGE = 50;

  private final CapacityReservations reservations;
  private final WorkGroups workGroups;
  private final Tags tags;
  private final AwsAccount account;
  private final Clock clock;

  public CapacityOperations(
      CapacityReservations reservations,
      WorkGroups workGroups,
      Tags tags,
      AwsAccount account,
      Clock clock) {
    this.reservations = reservations;
    this.workGroups = workGroups;
    this.tags = tags;
    this.account = account;
    this.clock = clock;
  }

  public CreateCapacityReservationResponse createCapacityReservation(
      CreateCapacityReservationRequest request) {
    check(request.name(), request.targetDpus());
    TagOperations.check(request.tags());
    Instant now = clock.instant();
    reservations.create(
        allocated(
            CapacityReservation.builder().name(request.name()).creationTime(now),
            request.targetDpus(),
            now));
    if (request.hasTags()) {
      tags.add(arn(request.name()), request.tags());
    }
    return CreateCapacityReservationResponse.builder().build();
  }

  private static CapacityReservation allocated(
      CapacityReservation.Builder reservation, int dpus, Instant now) {
    return reservation
        .status(CapacityReservationStatus.ACTIVE)
        .targetDpus(dpus)
        .allocatedDpus(dpus)
        .lastAllocation(
            CapacityAllocation.builder()
                .status(CapacityAllocationStatus.SUCCEEDED)
                .requestTime(now)
                .requestCompletionTime(now)
                .build())
        .lastSuccessfulAllocationTime(now)
        .build();
  }

  public GetCapacityReservationResponse getCapacityReservation(
      GetCapacityReservationRequest request) {
    checkName("name", request.name());
    return GetCapacityReservationResponse.builder()
        .capacityReservation(reservations.require(request.name()))
        .build();
  }

  public ListCapacityReservationsResponse listCapacityReservations(
      ListCapacityReservationsRequest request) {
    Constraints.withoutValues()
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), 1, MAX_PAGE)
        .orThrow(InvalidRequests::invalidInput);
    int size = request.maxResults() == null ? MAX_PAGE : request.maxResults();
    Page<CapacityReservation> page =
        Page.of(reservations.all(), "ListCapacityReservations", request.nextToken(), size);
    return ListCapacityReservationsResponse.builder()
        .capacityReservations(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  public UpdateCapacityReservationResponse updateCapacityReservation(
      UpdateCapacityReservationRequest request) {
    check(request.name(), request.targetDpus());
    reservations.update(
        request.name(),
        before -> {
          checkNotCancelled(before);
          return allocated(before.toBuilder(), request.targetDpus(), clock.instant());
        });
    return UpdateCapacityReservationResponse.builder().build();
  }

  public CancelCapacityReservationResponse cancelCapacityReservation(
      CancelCapacityReservationRequest request) {
    checkName("name", request.name());
    reservations.update(
        request.name(),
        before -> {
          checkNotCancelled(before);
          return before.toBuilder()
              .status(CapacityReservationStatus.CANCELLED)
              .allocatedDpus(0)
              .build();
        });
    return CancelCapacityReservationResponse.builder().build();
  }

  public DeleteCapacityReservationResponse deleteCapacityReservation(
      DeleteCapacityReservationRequest request) {
    checkName("name", request.name());
    reservations.delete(request.name());
    tags.removeAll(arn(request.name()));
    return DeleteCapacityReservationResponse.builder().build();
  }

  public GetCapacityAssignmentConfigurationResponse getCapacityAssignmentConfiguration(
      GetCapacityAssignmentConfigurationRequest request) {
    checkName("capacityReservationName", request.capacityReservationName());
    return GetCapacityAssignmentConfigurationResponse.builder()
        .capacityAssignmentConfiguration(reservations.assignment(request.capacityReservationName()))
        .build();
  }

  public PutCapacityAssignmentConfigurationResponse putCapacityAssignmentConfiguration(
      PutCapacityAssignmentConfigurationRequest request) {
    checkName("capacityReservationName", request.capacityReservationName());
    Constraints.withoutValues()
        .notNull(
            "capacityAssignments",
            request.hasCapacityAssignments() ? request.capacityAssignments() : null)
        .orThrow(InvalidRequests::invalidInput);
    request.capacityAssignments().stream()
        .flatMap(assignment -> assignment.workGroupNames().stream())
        .forEach(workGroups::require);
    reservations.assign(
        CapacityAssignmentConfiguration.builder()
            .capacityReservationName(request.capacityReservationName())
            .capacityAssignments(request.capacityAssignments())
            .build());
    return PutCapacityAssignmentConfigurationResponse.builder().build();
  }

  /** The sizes of Spark applications: none, as this server runs none. */
  public ListApplicationDpuSizesResponse listApplicationDpuSizes(
      ListApplicationDpuSizesRequest request) {
    Constraints.withoutValues()
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), 1, 100)
        .orThrow(InvalidRequests::invalidInput);
    return ListApplicationDpuSizesResponse.builder().applicationDPUSizes(List.of()).build();
  }

  /** Whether there is a capacity reservation with that ARN. */
  public boolean isArnOfCapacityReservation(String arn) {
    String prefix = arn("");
    return arn.startsWith(prefix) && reservations.find(arn.substring(prefix.length())).isPresent();
  }

  private String arn(String name) {
    return account.arn("athena", "capacity-reservation/" + name);
  }

  private static void checkNotCancelled(CapacityReservation reservation) {
    if (reservation.status() != CapacityReservationStatus.ACTIVE) {
      throw InvalidRequests.invalidInput(
          "CapacityReservation " + reservation.name() + " is not active");
    }
  }

  private static void check(@Nullable String name, @Nullable Integer targetDpus) {
    Constraints.withoutValues()
        .notNull("name", name)
        .pattern("name", name, NAME)
        .notNull("targetDpus", targetDpus)
        .range("targetDpus", targetDpus, MIN_DPUS, Integer.MAX_VALUE)
        .orThrow(InvalidRequests::invalidInput);
  }

  private static void checkName(String member, @Nullable String name) {
    Constraints.withoutValues()
        .notNull(member, name)
        .pattern(member, name, NAME)
        .orThrow(InvalidRequests::invalidInput);
  }
}
