#include "core/inventory/desk.h" // for moc
