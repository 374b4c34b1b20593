// Gives Swift libdeflate.
#pragma once
#include <libdeflate.h>
