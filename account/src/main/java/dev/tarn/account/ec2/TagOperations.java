package dev.tarn.account.ec2;

import dev.tarn.storage.entity.EntityFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Tags of whatever has an id here. */
final class TagOperations {
  private final ResourceTags tags;
  private final Network network;
  private final EntityFiles<VpcEndpoint> endpoints;

  TagOperations(ResourceTags tags, Network network, EntityFiles<VpcEndpoint> endpoints) {
    this.tags = tags;
    this.network = network;
    this.endpoints = endpoints;
  }

  CreateTagsResponse create(CreateTagsRequest request) {
    check(request.resources());
    Ec2Errors.refuseDryRun(request.dryRun());
    request.resources().forEach(id -> tags.add(id, request.tags()));
    return CreateTagsResponse.builder().build();
  }

  /** Without tags, all of the resources' tags go. */
  DeleteTagsResponse delete(DeleteTagsRequest request) {
    check(request.resources());
    Ec2Errors.refuseDryRun(request.dryRun());
    request
        .resources()
        .forEach(id -> tags.remove(id, request.hasTags() ? request.tags() : tags.of(id)));
    return DeleteTagsResponse.builder().build();
  }

  private void check(List<String> resources) {
    if (resources.isEmpty()) {
      throw Ec2Errors.missing("resourceIdSet");
    }
    Set<String> known = new HashSet<>(endpoints.all().keySet());
    known.add(network.id("vpc"));
    known.add(network.id("sg"));
    known.add(network.id("rtb"));
    network.subnets().stream().map(Subnet::subnetId).forEach(known::add);
    for (String id : resources) {
      if (!known.contains(id)) {
        throw Ec2Errors.of("InvalidID", "The ID '" + id + "' is not valid");
      }
    }
  }
}
