#include "core/inventory/planted.h"

#ifdef CROSSDOCK_PLANTED_BUGS
namespace crossdock {
Bug plantedBug = Bug::None;
}
#endif
