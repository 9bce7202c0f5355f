package dev.tarn.protocol.query;

import dev.tarn.protocol.ServiceModel;
import dev.tarn.protocol.shape.MemberShape;
import java.util.Locale;

/** The two forms of the protocol: the general one, and EC2's own, which is older. */
enum QueryDialect {
  QUERY {
    @Override
    String namespace(ServiceModel service) {
      String host = service.serviceName().toLowerCase(Locale.ROOT) + ".amazonaws.com";
      return "https://" + host + "/doc/" + service.targetPrefix() + "/";
    }

    @Override
    boolean flattensRequestLists() {
      return false;
    }

    @Override
    String answerName(MemberShape member) {
      return member.wireName();
    }
  },
  EC2 {
    @Override
    String namespace(ServiceModel service) {
      return "http://ec2.amazonaws.com/doc/" + service.targetPrefix() + "/";
    }

    @Override
    boolean flattensRequestLists() {
      return true;
    }

    @Override
    String answerName(MemberShape member) {
      return member.answerName();
    }
  };

  static QueryDialect of(ServiceModel service) {
    return service.serviceName().equals("Ec2") ? EC2 : QUERY;
  }

  /** For example {@code https://sts.amazonaws.com/doc/2011-06-15/}. */
  abstract String namespace(ServiceModel service);

  /** Whether an element of any list in a request is {@code Filter.1}, without a word between. */
  abstract boolean flattensRequestLists();

  /** The element of a member in an answer. */
  abstract String answerName(MemberShape member);
}
