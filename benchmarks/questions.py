"""What the page benchmark asks: trades, with and without a place, a benefit, a level or a pay."""

QUERIES = (
    "电工",
    "焊工 昌平",
    "数控车工",
    "叉车司机",
    "养老护理员 朝阳",
    "中式烹调师 包住",
    "汽车维修工 8000以上",
    "电梯维保",
    "消防设施操作员",
    "高级技师",
    "机械装配 大兴",
    "质检员",
    "保育师",
    "快递员 通州",
    "制冷空调 技师",
)
