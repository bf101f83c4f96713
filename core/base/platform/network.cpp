#include "core/base/platform/network.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace platform {

// Of the end of a datagram socket here that is turned to `there`; nothing is sent.
static std::string localEnd(const addrinfo& there) {
  const int socket = ::socket(there.ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return {};
  sockaddr_storage here{};
  socklen_t size = sizeof here;
  std::array<char, NI_MAXHOST> text{};
  const bool isKnown = ::connect(socket, there.ai_addr, there.ai_addrlen) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&here), &size) == 0 &&
                       ::getnameinfo(reinterpret_cast<const sockaddr*>(&here), size, text.data(), text.size(),
                                     nullptr, 0, NI_NUMERICHOST) == 0;
  ::close(socket);
  return isKnown ? text.data() : "";
}

std::string addressTowards(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_DGRAM;
  addrinfo* found = nullptr;
  std::string address;
  if (::getaddrinfo(host.c_str(), "9", &hints, &found) != 0) return host;
  for (const addrinfo* at = found; at && address.empty(); at = at->ai_next) address = localEnd(*at);
  ::freeaddrinfo(found);
  return address.empty() ? host : address;
}

}  // namespace platform
