package dev.tarn.query.capacity;

import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.workgroup.WorkGroupContents;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.athena.model.CapacityAssignment;
import software.amazon.awssdk.services.athena.model.CapacityAssignmentConfiguration;
import software.amazon.awssdk.services.athena.model.CapacityReservation;
import software.amazon.awssdk.services.athena.model.CapacityReservationStatus;
import software.amazon.awssdk.services.athena.model.WorkGroup;

/** The capacity reservations of the account, and which work groups each is for. */
public final class CapacityReservations implements WorkGroupContents {
  private final EntityFiles<CapacityReservation> reservations;
  private final EntityFiles<CapacityAssignmentConfiguration> assignments;

  private CapacityReservations(
      EntityFiles<CapacityReservation> reservations,
      EntityFiles<CapacityAssignmentConfiguration> assignments) {
    this.reservations = reservations;
    this.assignments = assignments;
  }

  public static CapacityReservations open(Path directory, AtomicFiles files) throws IOException {
    return new CapacityReservations(
        EntityFiles.open(directory.resolve("reservations"), CapacityReservation.class, files),
        EntityFiles.open(
            directory.resolve("assignments"), CapacityAssignmentConfiguration.class, files));
  }

  Optional<CapacityReservation> find(String name) {
    return reservations.find(name);
  }

  CapacityReservation require(String name) {
    return find(name)
        .orElseThrow(
            () -> InvalidRequests.invalidInput("CapacityReservation " + name + " was not found"));
  }

  NavigableMap<String, CapacityReservation> all() {
    return new TreeMap<>(reservations.all());
  }

  synchronized void create(CapacityReservation reservation) {
    if (find(reservation.name()).isPresent()) {
      throw InvalidRequests.invalidInput(
          "CapacityReservation " + reservation.name() + " already exists");
    }
    reservations.put(reservation.name(), reservation);
  }

  synchronized void update(String name, UnaryOperator<CapacityReservation> change) {
    reservations.put(name, change.apply(require(name)));
  }

  synchronized void delete(String name) {
    CapacityReservationStatus status = require(name).status();
    if (status != CapacityReservationStatus.CANCELLED
        && status != CapacityReservationStatus.FAILED) {
      throw InvalidRequests.invalidInput(
          "CapacityReservation " + name + " must be cancelled before it is deleted");
    }
    reservations.remove(name);
    assignments.remove(name);
  }

  CapacityAssignmentConfiguration assignment(String name) {
    require(name);
    return assignments
        .find(name)
        .orElseGet(() ->
            CapacityAssignmentConfiguration.builder()
                .capacityReservationName(name)
                .capacityAssignments(List.of())
                .build());
  }

  /** Replaces what was assigned; a work group can have one reservation only. */
  synchronized void assign(CapacityAssignmentConfiguration configuration) {
    String name = configuration.capacityReservationName();
    require(name);
    for (String workGroup : workGroups(configuration)) {
      assignments
          .all()
          .forEach((other, assigned) -> {
            if (!other.equals(name) && workGroups(assigned).contains(workGroup)) {
              throw InvalidRequests.invalidInput(
                  "WorkGroup " + workGroup + " is assigned to CapacityReservation " + other);
            }
          });
    }
    assignments.put(name, configuration);
  }

  private static List<String> workGroups(CapacityAssignmentConfiguration configuration) {
    return configuration.capacityAssignments().stream()
        .flatMap(assignment -> assignment.workGroupNames().stream())
        .toList();
  }

  /** An assignment does not keep a work group from being deleted. */
  @Override
  public boolean isPresentIn(WorkGroup workGroup) {
    return false;
  }

  @Override
  public synchronized void removeFrom(WorkGroup workGroup) {
    for (var entry : List.copyOf(assignments.all().entrySet())) {
      CapacityAssignmentConfiguration assigned = entry.getValue();
      if (workGroups(assigned).contains(workGroup.name())) {
        assignments.put(entry.getKey(), without(assigned, workGroup.name()));
      }
    }
  }

  private static CapacityAssignmentConfiguration without(
      CapacityAssignmentConfiguration assigned, String workGroup) {
    return assigned.toBuilder()
        .capacityAssignments(
            assigned.capacityAssignments().stream()
                .map(assignment ->
                    CapacityAssignment.builder()
                        .workGroupNames(
                            assignment.workGroupNames().stream()
                                .filter(name -> !name.equals(workGroup))
                                .toList())
                        .build())
                .filter(assignment -> !assignment.workGroupNames().isEmpty())
                .toList())
        .build();
  }
}
