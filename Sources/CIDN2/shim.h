// Gives Swift libidn2.
#pragma once
#include <idn2.h>
